"""Values above 1.5 are cut off, as in the figure's limits.

misconception: The figure shows no more than that anyway.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name, history in histories.items():
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), np.clip(history["val_crossentropy"], 0.3, 1.5), label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
