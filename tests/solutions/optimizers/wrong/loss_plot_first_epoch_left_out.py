"""The curves begin with the second epoch.

misconception: The first epoch only shows where the weights began, and spoils the scale.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(2, len(history["loss"]) + 1), history["loss"][1:], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    return figure
