"""Each size is drawn by a call of its own, in its own color, with a legend."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for place, result in enumerate(results):
        name = f"{result['h1']} and {result['h2']} units"
        axes[0].bar(place, result["train_cost"], label=name, color=f"C{place}")
        axes[1].plot(place, result["test_accuracy"], "D", label=name, color=f"C{place}")
    for ax, quantity in zip(axes, ("train cost", "test accuracy")):
        ax.set_xticks(range(len(results)), [f"{r['h1']}/{r['h2']}" for r in results])
        ax.set_xlabel("size")
        ax.set_ylabel(quantity)
        ax.legend()
    return figure
