"""The results are sorted by their accuracy, with their sizes, before they are drawn."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    ordered = sorted(results, key=lambda r: r["test_accuracy"])
    sizes = [str((r["h1"], r["h2"])) for r in ordered]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.barh(sizes, [r["train_cost"] for r in ordered])
    left.set(ylabel="hidden sizes", xlabel="train cost")
    right.barh(sizes, [100 * r["test_accuracy"] for r in ordered])
    right.set(ylabel="hidden sizes", xlabel="test accuracy (%)")
    return figure
