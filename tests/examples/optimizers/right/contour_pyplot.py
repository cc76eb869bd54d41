"""pyplot's functions in place of the methods of the axes."""


# %% paths
def walk_all():
    """Return the path of each optimizer by its name."""
    optimizers = {
        "SGD": SGD(lr=0.95),
        "Momentum": Momentum(lr=0.1),
        "AdaGrad": AdaGrad(lr=1.5),
        "RMSProp": RMSProp(lr=0.2),
        "Adam": Adam(lr=0.3),
    }
    return {name: walk(optimizer) for name, optimizer in optimizers.items()}


def contour_plot(paths):
    """Return a Figure with the contour lines of f and a line for each of `paths`: name → places (n, 2)."""
    x, y = np.meshgrid(np.linspace(-8, 8, 100), np.linspace(-3, 3, 100))
    figure, ax = plt.subplots(figsize=(8, 4))
    ax.contour(x, y, f(x, y), levels=12, colors="lightgray")
    for name, places in paths.items():
        plt.plot(*places.T, ".-", label=name)
    plt.xlabel("x")
    plt.ylabel("y")
    plt.legend()
    plt.tight_layout()
    return plt.gcf()
