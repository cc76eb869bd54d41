"""Nothing in the figure says which value belongs to which size: the x axis counts the results.

misconception: The order of HIDDEN_SIZES is known.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.plot([r["train_cost"] for r in results], "o-")
    left.set(xlabel="network", ylabel="train cost")
    right.plot([r["test_accuracy"] for r in results], "o-")
    right.set(xlabel="network", ylabel="test accuracy")
    return figure
