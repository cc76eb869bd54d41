"""Each histogram shows the first unit of its layer only.

misconception: One unit stands for its layer.
loses: q3
"""


# %% statistics
def statistics(outputs):
    """Return (mean, standard deviation) of each layer's outputs: a list of pairs of numbers."""
    pairs = [(output.mean(), output.std()) for output in outputs]
    return pairs


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure, axes = plt.subplots(1, len(outputs), figsize=(2.2 * len(outputs), 1.8), layout="constrained")
    for number, (ax, output) in enumerate(zip(axes, outputs), start=1):
        ax.hist(output[:, 0], bins=30)
        ax.set_title(f"layer {number}")
    return figure
