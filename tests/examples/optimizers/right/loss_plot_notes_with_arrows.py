"""The names stand beside the ends of the curves, with arrows.
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories`."""
    figure, ax = plt.subplots()
    for i, (name, history) in enumerate(histories.items()):
        losses = history["loss"]
        ax.plot(range(1, len(losses) + 1), losses)
        ax.annotate(name, xy=(len(losses), losses[-1]), xytext=(10, 8 * i), textcoords="offset points", arrowprops={"arrowstyle": "->"})
    ax.set(xlabel="epoch", ylabel="training loss")
    return figure
