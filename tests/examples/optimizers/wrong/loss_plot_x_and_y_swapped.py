"""The losses run to the right and the epochs up.

misconception: plot takes y before x.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(history["loss"], range(1, len(history["loss"]) + 1), marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    return figure
