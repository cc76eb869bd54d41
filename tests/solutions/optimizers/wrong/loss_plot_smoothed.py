"""A running average of the loss is drawn.

misconception: Loss curves are smoothed.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), np.cumsum(history["loss"]) / np.arange(1, len(history["loss"]) + 1), marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    return figure
