"""The notes beside the points are those of the point before.

misconception: enumerate counts from 1.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, ax = plt.subplots()
    ax.scatter([r["train_cost"] for r in results], [r["test_accuracy"] for r in results])
    for i, r in enumerate(results, 1):
        other = results[i % len(results)]
        ax.annotate(f"({r['h1']}, {r['h2']})", (other["train_cost"], other["test_accuracy"]))
    ax.set(xlabel="train cost", ylabel="test accuracy")
    return figure
