"""The legend is given the names in the wrong order: each curve is called by the name of another.

misconception: legend takes any list of names.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories`."""
    figure, ax = plt.subplots()
    for name, history in histories.items():
        ax.plot(history["loss"], label=name)
    ax.legend(list(histories)[::-1])
    ax.set(xlabel="epoch", ylabel="loss")
    return figure
