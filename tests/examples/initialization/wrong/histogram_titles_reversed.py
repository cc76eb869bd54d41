"""The titles count backwards: the first layer is called layer 5.

misconception: A slip: enumerate over the reversed list.
loses: q3
"""


# %% statistics
def statistics(outputs):
    """Return (mean, standard deviation) of the outputs of each layer."""
    return [(output.mean(), output.std()) for output in outputs]


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure, axes = plt.subplots(1, len(outputs), figsize=(2.2 * len(outputs), 1.8), layout="constrained")
    for i, (ax, output) in enumerate(zip(axes, outputs)):
        ax.hist(output.ravel(), bins=30)
        ax.set_title(f"layer {len(outputs) - i}")
    return figure
