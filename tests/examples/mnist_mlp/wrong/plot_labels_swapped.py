"""The labels of the axes for cost and accuracy are swapped.

misconception: A slip: left and right.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.bar(sizes, [r["train_cost"] for r in results])
    left.set(xlabel="hidden sizes", ylabel="test accuracy")
    right.plot(sizes, [r["test_accuracy"] for r in results], marker="o")
    right.set(xlabel="hidden sizes", ylabel="train cost")
    figure.tight_layout()
    return figure
