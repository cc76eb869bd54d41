"""The names are sorted, the curves are not.

misconception: A legend is best in alphabetical order.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name, history in zip(sorted(histories), histories.values()):
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
