"""Each size is drawn by itself, but the legend calls it by the name of another.

misconception: A slip: zip with the wrong list.
loses: q8
"""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    for place, (r, named) in enumerate(zip(results, results[::-1])):
        name = f"{named['h1']} and {named['h2']}"
        left.plot(place, r["train_cost"], "o", label=name)
        right.plot(place, r["test_accuracy"], "o", label=name)
    left.set(xlabel="network", ylabel="train cost")
    right.set(xlabel="network", ylabel="test accuracy")
    left.legend()
    return figure
