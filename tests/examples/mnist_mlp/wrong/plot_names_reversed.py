"""The tick labels are reversed: each size stands below the values of another.

misconception: Horizontal bars begin at the top.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, axes = plt.subplots(2, 1, layout="constrained")
    for ax, key in zip(axes, ("train_cost", "test_accuracy")):
        ax.barh(range(len(results)), [r[key] for r in results])
        ax.set_yticks(range(len(results)), [f"{r['h1']}x{r['h2']}" for r in reversed(results)])
        ax.set(xlabel=key.replace("_", " "), ylabel="hidden sizes")
    return figure
