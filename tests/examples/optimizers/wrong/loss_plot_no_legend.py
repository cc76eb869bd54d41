"""The legend is missing, so the labels are not to be seen.

misconception: label= shows the name.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    return figure
