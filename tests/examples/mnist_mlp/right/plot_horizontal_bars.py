"""Horizontal bars with their values written beside them; the accuracy axis is labeled in percent."""

# %% plot
from matplotlib.ticker import PercentFormatter


def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    sizes = [f"{r['h1']} x {r['h2']}" for r in results]
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(6, 5))
    bars = top.barh(sizes, [r["train_cost"] for r in results], color="lightgray")
    top.bar_label(bars, fmt="%.3f")
    top.set(xlabel="train cost", ylabel="hidden sizes")
    bars = bottom.barh(sizes, [r["test_accuracy"] for r in results], color="gold")
    bottom.bar_label(bars, labels=[f"{r['test_accuracy']:.1%}" for r in results])
    bottom.set(xlabel="test accuracy", ylabel="hidden sizes")
    bottom.xaxis.set_major_formatter(PercentFormatter(xmax=1))
    fig.tight_layout()
    return fig
