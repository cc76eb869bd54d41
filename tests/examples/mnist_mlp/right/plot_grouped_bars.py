"""One pair of axes with two bars for each size, told apart by a legend."""

# %% plot
import numpy as np


def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    place = np.arange(len(results))
    width = 0.4
    plt.figure(figsize=(7, 3))
    plt.bar(place - width / 2, [r["train_cost"] for r in results], width, label="train cost")
    plt.bar(place + width / 2, [r["test_accuracy"] for r in results], width, label="test accuracy")
    plt.xticks(place, [f"({r['h1']}, {r['h2']})" for r in results])
    plt.xlabel("hidden sizes (h1, h2)")
    plt.ylabel("train cost, test accuracy")
    plt.legend()
    plt.tight_layout()
    figure = plt.gcf()
    plt.show()
    return figure
