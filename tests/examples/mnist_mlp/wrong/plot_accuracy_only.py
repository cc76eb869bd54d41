"""Only the accuracy is drawn.

misconception: The accuracy is what counts.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, right = plt.subplots()
    right.plot(sizes, [r["test_accuracy"] for r in results], marker="o")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    figure.tight_layout()
    return figure
