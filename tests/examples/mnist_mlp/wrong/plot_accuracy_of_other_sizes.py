"""The costs stand at their sizes; the accuracies are sorted and do not.

misconception: Accuracy rises with the size anyway.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, left = plt.subplots()
    sizes = [f"{r['h1']}/{r['h2']}" for r in results]
    left.bar(sizes, [r["train_cost"] for r in results], color="lightgray")
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right = left.twinx()
    right.plot(sizes, sorted(r["test_accuracy"] for r in results), "o-")
    right.set_ylabel("test accuracy")
    return figure
