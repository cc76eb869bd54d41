"""A Figure of its own, without pyplot; the curves are drawn in one call."""


# %% loss_plot
from matplotlib.figure import Figure


def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure = Figure(figsize=(7, 3.5))
    ax = figure.add_subplot()
    losses = np.array([history["loss"] for history in histories.values()]).T
    ax.plot(np.arange(1, len(losses) + 1), losses, label=list(histories))
    ax.set_xlabel("epoch")
    ax.set_ylabel("training loss")
    ax.legend()
    return figure
