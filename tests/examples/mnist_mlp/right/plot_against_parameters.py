"""Lines over the number of parameters, by which each size is known."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, (left, right) = plt.subplots(2, 1, sharex=True)
    ordered = sorted(results, key=lambda r: r["parameters"])
    count = [r["parameters"] / 1000 for r in ordered]
    left.plot(count, [r["train_cost"] for r in ordered], "s-")
    left.set(ylabel="train cost")
    right.plot(count, [r["test_accuracy"] for r in ordered], "s-")
    right.set(xlabel="parameters in thousands", ylabel="test accuracy")
    return figure
