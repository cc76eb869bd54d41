"""The histograms are outlines with shared axes and weights that add up to 100 %."""


# %% statistics
def statistics(outputs):
    """Return (mean, standard deviation) of each layer's outputs: a list of pairs of numbers."""
    pairs = list(map(lambda output: (float(np.mean(output)), float(np.std(output))), outputs))
    return pairs


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure, axes = plt.subplots(1, len(outputs), figsize=(2.2 * len(outputs), 1.8), sharex=True, sharey=True, layout="constrained")
    low, high = min(output.min() for output in outputs), max(output.max() for output in outputs)
    for ax, output, number in zip(axes, outputs, range(1, 100)):
        values = output.reshape(-1)
        share = np.full(len(values), 100 / len(values))
        ax.hist(values, bins=np.linspace(low, high + 1e-9, 41), weights=share, histtype="step")
        ax.axvline(values.mean(), color="black", linewidth=0.5)
        ax.set(title=f"{number}번째 층", xlabel="값")
    axes[0].set_ylabel("%")
    return figure
