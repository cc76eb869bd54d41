"""pandas draws the figure from the table, one panel for each of the two columns."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    table = comparison_table(results)
    table["size"] = table["h1"].astype(int).astype(str) + "-" + table["h2"].astype(int).astype(str)
    axes = table.plot(
        x="size", y=["train_cost", "test_accuracy"], kind="bar", subplots=True, rot=0, legend=False, title=["", ""]
    )
    axes[0].set_ylabel("train cost")
    axes[1].set_ylabel("test accuracy")
    for ax in axes:
        ax.set_xlabel("hidden sizes")
    return axes[0].get_figure()
