"""Each curve is sorted, since a loss falls.

misconception: A loss cannot rise.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories`."""
    figure, ax = plt.subplots()
    for name, history in histories.items():
        ax.plot(sorted(history["loss"], reverse=True), label=name)
    ax.legend()
    ax.set(xlabel="epoch", ylabel="loss")
    return figure
