"""The best value so far, so that the curves never rise.

misconception: A validation curve goes down.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name, history in histories.items():
        best = np.minimum.accumulate(history["val_crossentropy"])
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), best, label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    return figure
