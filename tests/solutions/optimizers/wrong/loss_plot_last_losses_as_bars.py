"""A bar for the last loss of each optimiser, no curves.

misconception: What counts is where it ends.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.bar(name, history["loss"][-1], label=name)
    ax.set(xlabel="optimiser", ylabel="training loss")
    ax.legend()
    return figure
