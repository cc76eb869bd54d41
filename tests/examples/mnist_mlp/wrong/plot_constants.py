"""Numbers typed in by hand are drawn and not those of the results.

misconception: The numbers are known from the last run.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    costs = [0.35, 0.25, 0.60, 0.20, 0.15][: len(results)]
    accuracies = [0.95, 0.96, 0.93, 0.97, 0.97][: len(results)]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.bar(sizes, costs)
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right.plot(sizes, accuracies, marker="o")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    figure.tight_layout()
    return figure
