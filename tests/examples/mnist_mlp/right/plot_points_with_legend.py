"""A point for each size at its cost and its accuracy, called by its name in a legend outside."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, ax = plt.subplots(layout="constrained")
    for r in results:
        ax.plot(r["train_cost"], r["test_accuracy"], "o", label=f"h1={r['h1']}, h2={r['h2']}")
    ax.set(xlabel="train cost", ylabel="test accuracy")
    figure.legend(loc="outside right")
    return figure
