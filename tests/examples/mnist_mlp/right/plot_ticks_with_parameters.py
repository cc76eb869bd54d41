"""Tick labels of two lines: the sizes and, in thousands, the parameters."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, left = plt.subplots()
    where = range(len(results))
    left.bar([i - 0.2 for i in where], [r["train_cost"] for r in results], 0.4, label="train cost")
    left.bar([i + 0.2 for i in where], [r["test_accuracy"] for r in results], 0.4, label="test accuracy")
    left.set_xticks(where, [f"{r['h1']}×{r['h2']}\n{r['parameters'] / 1000:.0f}k" for r in results], rotation=45)
    left.set(xlabel="network", ylabel="train cost, test accuracy")
    left.legend()
    return figure
