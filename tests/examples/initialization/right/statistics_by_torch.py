"""The statistics are computed by PyTorch, as Python floats in lists of two."""


# %% statistics
def statistics(outputs):
    """Return (mean, standard deviation) of each layer's outputs: a list of pairs of numbers."""
    pairs = []
    for output in outputs:
        tensor = torch.as_tensor(output)
        pairs.append([tensor.mean().item(), tensor.std(correction=0).item()])
    return pairs


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure, axes = plt.subplots(1, len(outputs), figsize=(2.2 * len(outputs), 1.8), layout="constrained")
    for number, (ax, output) in enumerate(zip(axes, outputs), start=1):
        ax.hist(output.ravel(), bins=30)
        ax.set_title(f"layer {number}")
    return figure
