"""The names stand at the ends of the curves, but of the wrong ones.

misconception: A slip in zip.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories`."""
    figure, ax = plt.subplots()
    for history, name in zip(histories.values(), reversed(list(histories))):
        losses = history["loss"]
        ax.plot(range(1, len(losses) + 1), losses)
        ax.text(len(losses), losses[-1], name)
    ax.set(xlabel="epoch", ylabel="loss")
    return figure
