"""The names are those of VERSIONS, whatever is handed in.

misconception: There are eight versions, in this order.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for version, history in zip(VERSIONS, histories.values()):
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=version.__name__)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
