"""The accuracy is drawn.

misconception: Accuracy shows better who is best.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), history["accuracy"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="accuracy")
    ax.legend()
    return figure
