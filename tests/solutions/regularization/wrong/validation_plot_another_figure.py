"""Draws in a figure of its own and returns the empty one.

misconception: plt.plot draws in the figure that is returned.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    plt.figure()
    for name, history in histories.items():
        plt.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=name)
    plt.xlabel("epoch")
    plt.ylabel("validation cross-entropy")
    plt.legend()
    return figure
