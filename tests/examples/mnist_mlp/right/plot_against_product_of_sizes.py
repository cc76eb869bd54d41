"""Points over h1 · h2 and over h1 + h2, as numbers."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, (left, right) = plt.subplots(1, 2)
    left.scatter([r["h1"] * r["h2"] for r in results], [r["train_cost"] for r in results])
    left.set(xlabel="h1 · h2", ylabel="train cost")
    right.scatter([r["h1"] + r["h2"] for r in results], [r["test_accuracy"] for r in results])
    right.set(xlabel="h1 + h2", ylabel="test accuracy")
    return figure
