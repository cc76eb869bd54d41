"""The plot takes its sizes from HIDDEN_SIZES and not from the results: other results get wrong names, and surplus ones no bar.

misconception: The results always belong to the notebook's HIDDEN_SIZES, in the same order.
loses: q8
"""

# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    for (h1, h2), result in zip(HIDDEN_SIZES, results):
        left.bar(f"{h1}, {h2}", result["train_cost"], color="tab:blue")
        right.bar(f"{h1}, {h2}", result["test_accuracy"], color="tab:orange")
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    return figure
