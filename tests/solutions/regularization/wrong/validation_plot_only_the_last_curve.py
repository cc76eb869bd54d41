"""Only the last curve is drawn.

misconception: The plot belongs after the loop.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name, history in histories.items():
        values = history["val_crossentropy"]
    ax.plot(range(1, len(values) + 1), values, label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
