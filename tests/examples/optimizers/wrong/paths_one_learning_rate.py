"""All optimizers walk with the learning rate 0.1.

misconception: A comparison is only fair at the same learning rate.
loses: q6
"""


# %% paths
def walk_all():
    """Return the path of each optimizer by its name."""
    optimizers = {
        "SGD": SGD(lr=0.1),
        "Momentum": Momentum(lr=0.1),
        "AdaGrad": AdaGrad(lr=0.1),
        "RMSProp": RMSProp(lr=0.1),
        "Adam": Adam(lr=0.1),
    }
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
