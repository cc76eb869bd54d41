"""Mean and deviation by np.mean; the histograms are densities with other bins, drawn with plt.subplot."""


# %% statistics
def statistics(outputs):
    """Return (mean, standard deviation) of each layer's outputs: a list of pairs of numbers."""
    means = [np.mean(output) for output in outputs]
    deviations = [np.sqrt(np.mean((output - mean) ** 2)) for output, mean in zip(outputs, means)]
    return list(zip(means, deviations))


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure = plt.figure(figsize=(15, 3))
    for i in range(len(outputs)):
        plt.subplot(1, len(outputs), i + 1)
        plt.hist(outputs[i].flatten(), bins=50, density=True, color="tab:orange", edgecolor="white")
        plt.title("Layer " + str(i + 1))
        plt.xlabel("output")
        plt.grid(True)
    plt.tight_layout()
    return figure
