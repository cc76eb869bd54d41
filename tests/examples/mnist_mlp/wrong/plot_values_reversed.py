"""The values run from the last result to the first, the sizes from the first to the last.

misconception: The largest network comes first.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}, {r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(2, 1, figsize=(6, 5))
    left.plot(sizes, [r["train_cost"] for r in results][::-1], "o")
    left.set(xlabel="(h1, h2)", ylabel="train cost")
    right.plot(sizes, [r["test_accuracy"] for r in results][::-1], "o")
    right.set(xlabel="(h1, h2)", ylabel="test accuracy")
    return figure
