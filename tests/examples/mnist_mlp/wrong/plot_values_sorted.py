"""Costs and accuracies are sorted, each by itself, under sizes that are not.

misconception: A falling and a rising line are easier to read.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.bar(sizes, sorted((r["train_cost"] for r in results), reverse=True))
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right.plot(sizes, sorted(r["test_accuracy"] for r in results), marker="o")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    return figure
