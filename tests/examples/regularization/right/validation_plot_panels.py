"""A panel with title, label and axis names for each version."""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, axes = plt.subplots(1, len(histories), figsize=(3 * len(histories), 3), sharey=True, squeeze=False, layout="constrained")
    for ax, (name, history) in zip(axes.flat, histories.items()):
        values = history["val_crossentropy"]
        ax.plot(np.arange(len(values)) + 1, values, label=name)
        ax.set(title=name, xlabel="epoch", ylabel="validation cross-entropy")
        ax.legend()
    return figure
