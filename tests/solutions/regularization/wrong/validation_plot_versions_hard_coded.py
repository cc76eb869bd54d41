"""Looks for the eight versions by name.

misconception: The histories are always those of the eight versions.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name in [version.__name__ for version in VERSIONS]:
        history = histories[name]
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
