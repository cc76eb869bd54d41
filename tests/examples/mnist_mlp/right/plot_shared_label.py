"""Two panels under one common label for the sizes, drawn with plt.subplot and errorbar."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    fig = plt.figure(figsize=(9, 3), layout="constrained")
    sizes = ["{h1}×{h2}".format(**r) for r in results]
    for i, key in enumerate(["train_cost", "test_accuracy"], start=1):
        plt.subplot(1, 2, i)
        plt.errorbar(sizes, [r[key] for r in results], fmt="o:", capsize=3)
        plt.ylabel(key.replace("_", " "))
        plt.grid(True, alpha=0.3)
    fig.supxlabel("hidden sizes")
    fig.suptitle("Comparison of networks")
    return fig
