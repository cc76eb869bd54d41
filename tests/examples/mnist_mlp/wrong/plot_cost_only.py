"""Only the cost is drawn.

misconception: The accuracy follows from the cost.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, left = plt.subplots()
    left.bar(sizes, [r["train_cost"] for r in results])
    left.set(xlabel="hidden sizes", ylabel="train cost")
    figure.tight_layout()
    return figure
