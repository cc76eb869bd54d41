"""The labels of the x axes and the y axes are swapped.

misconception: A slip: x and y.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.bar(sizes, [r["train_cost"] for r in results])
    left.set(xlabel="train cost", ylabel="hidden sizes")
    right.plot(sizes, [r["test_accuracy"] for r in results], marker="o")
    right.set(xlabel="test accuracy", ylabel="hidden sizes")
    figure.tight_layout()
    return figure
