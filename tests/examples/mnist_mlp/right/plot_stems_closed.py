"""Stems and steps in panels that share the axis of sizes; the figure is closed before it is returned."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    fig, (upper, lower) = plt.subplots(2, 1, sharex=True)
    where = list(range(len(results)))
    upper.stem(where, [r["train_cost"] for r in results])
    upper.set_ylabel("train cost")
    lower.step(where, [r["test_accuracy"] for r in results], where="mid", marker="o")
    lower.set_ylabel("test accuracy")
    lower.set_xlabel("h1 / h2")
    lower.set_xticks(where)
    lower.set_xticklabels([f"{r['h1']} / {r['h2']}" for r in results])
    # otherwise the notebook shows it twice
    plt.close(fig)
    return fig
