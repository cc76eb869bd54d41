"""The optimizers are made once, outside walk_all: a second call goes on with their old state.

misconception: An optimizer can be used again, like a function.
loses: q6
"""


# %% paths
optimizers = {
    "SGD": SGD(lr=0.95),
    "Momentum": Momentum(lr=0.1),
    "AdaGrad": AdaGrad(lr=1.5),
    "RMSProp": RMSProp(lr=0.2),
    "Adam": Adam(lr=0.3),
}


def walk_all():
    """Return the path of each optimizer by its name."""
    return {name: walk(optimizer) for name, optimizer in optimizers.items()}


def contour_plot(paths):
    """Return a Figure with the contour lines of f and a line for each of `paths`: name → places (n, 2)."""
    x, y = np.meshgrid(np.linspace(-8, 8, 100), np.linspace(-3, 3, 100))
    figure, ax = plt.subplots(figsize=(8, 4))
    ax.contour(x, y, f(x, y), levels=12, colors="lightgray")
    for name, places in paths.items():
        ax.plot(places[:, 0], places[:, 1], marker=".", label=name)
    ax.set(xlabel="x", ylabel="y")
    ax.legend()
    return figure
