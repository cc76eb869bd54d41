"""The costs and accuracies lie on the x axis and the sizes on the y axis, under labels that say the opposite.

misconception: plot takes y before x.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.plot([r["train_cost"] for r in results], sizes, "o")
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right.plot([r["test_accuracy"] for r in results], sizes, "o")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    figure.tight_layout()
    return figure
