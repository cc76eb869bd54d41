"""Each loss is divided by that of the first epoch.

misconception: Only so do the curves begin at the same point.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), np.array(history["loss"]) / history["loss"][0], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    return figure
