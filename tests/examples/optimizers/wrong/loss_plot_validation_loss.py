"""The validation loss is drawn.

misconception: The loss on unseen images is the one that matters.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), history["val_loss"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="validation loss")
    ax.legend()
    return figure
