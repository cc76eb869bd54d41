"""One scatter plot: the train cost across, the test accuracy upwards, a point with a note for each size."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    fig = plt.figure(figsize=(5, 4))
    ax = fig.add_subplot(1, 1, 1)
    x = [r["train_cost"] for r in results]
    y = [r["test_accuracy"] for r in results]
    ax.scatter(x, y, marker="x")
    for i, r in enumerate(results):
        ax.annotate(f"({r['h1']}, {r['h2']})", (x[i], y[i]), textcoords="offset points", xytext=(4, 4))
    ax.set_xlabel("train cost")
    ax.set_ylabel("test accuracy")
    ax.set_title("Each point is a network")
    return fig
