"""The paths are walked one by one, and the dictionary is put together at the end, in another order."""


# %% paths
def walk_all():
    """Return the path of each optimizer by its name."""
    sgd = walk(SGD(0.95))
    momentum = walk(Momentum(0.1), start=(-7.0, 2.0))
    adagrad = walk(AdaGrad(1.5), steps=30)
    rmsprop = walk(RMSProp(lr=0.2, decay=0.95))
    adam = walk(optimizer=Adam(lr=0.3))
    return dict(Adam=adam, AdaGrad=adagrad, Momentum=momentum, RMSProp=rmsprop, SGD=sgd)


def contour_plot(paths):
    """Return a Figure with the contour lines of f and a line for each of `paths`: name → places (n, 2)."""
    x, y = np.meshgrid(np.linspace(-8, 8, 100), np.linspace(-3, 3, 100))
    figure, ax = plt.subplots(figsize=(8, 4))
    ax.contour(x, y, f(x, y), levels=12, colors="lightgray")
    for name in paths:
        px, py = paths[name].T
        ax.plot(px, py, "o-", markersize=3, label=name)
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")
    ax.legend(loc="best", title="optimizer")
    return figure
