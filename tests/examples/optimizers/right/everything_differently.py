"""Nearly every cell is written differently at the same time, as by a student who trusts only short lines."""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        [np.subtract(params[k], self.lr * grads[k], out=params[k]) for k in params]


# %% momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        for k, g in grads.items():
            self.v[k] = -(self.lr * g - self.momentum * self.v.get(k, 0))
            params[k] += self.v[k]


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.h[k] = g * g + self.h.get(k, 0)
            params[k] -= np.divide(self.lr * g, 1e-7 + np.sqrt(self.h[k]))


# %% rmsprop
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = {}

    def update(self, params, grads):
        for k, g in grads.items():
            h = self.h.get(k, 0)
            self.h[k] = g**2 - self.decay * (g**2 - h)
            params[k] += -self.lr * g / (1e-7 + np.sqrt(self.h[k]))


# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        c1, c2 = (1 / (1 - b**self.t) for b in (self.beta1, self.beta2))
        for k, g in grads.items():
            for average, beta, new in (self.m, self.beta1, g), (self.v, self.beta2, g * g):
                average[k] = beta * average.get(k, 0) + (1 - beta) * new
            params[k] -= self.lr * c1 * self.m[k] / (np.sqrt(c2 * self.v[k]) + 1e-7)


# %% gradient
def f(x, y):
    return 0.05 * x * x + y * y


gradient = lambda x, y: (0.1 * x, 2.0 * y)


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""

    def places():
        p = {"x": np.array([start[0]], float), "y": np.array([start[1]], float)}
        yield [p["x"][0], p["y"][0]]
        for _ in range(steps):
            optimizer.update(p, dict(zip(("x", "y"), gradient(p["x"], p["y"]))))
            yield [p["x"][0], p["y"][0]]

    return np.array(list(places()))


# %% paths
def walk_all():
    """Return the path of each optimizer by its name."""
    rates = {SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, RMSProp: 0.2, Adam: 0.3}
    return {kind.__name__: walk(kind(lr=rate)) for kind, rate in rates.items()}


def contour_plot(paths):
    """Return a Figure with the contour lines of f and a line for each of `paths`: name → places (n, 2)."""
    x, y = np.mgrid[-8:8:100j, -3:3:100j]
    figure = plt.figure(figsize=(8, 4))
    plt.contour(x, y, f(x, y), levels=30, cmap="Greys", alpha=0.4)
    for name, places in paths.items():
        plt.plot(places.T[0], places.T[1], "-o", ms=2, label=name)
    plt.gca().set(xlabel="x", ylabel="y")
    plt.legend()
    return figure


# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    kinds = keras.optimizers.Adam, keras.optimizers.SGD, keras.optimizers.RMSprop, keras.optimizers.Adagrad
    return {kind.__name__: kind() for kind in kinds}


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    net = build_cnn()
    settings = dict(optimizer=optimizer, loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False), metrics=["accuracy"])
    net.compile(**settings)
    log = net.fit(train[0], train[1], epochs=epochs, batch_size=100, validation_data=validation, validation_batch_size=500, verbose=0)
    return net, dict(log.history)


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    return dict((n, train_cnn(o, train, validation, epochs)[1]) for n, o in make_optimizers().items())


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure = plt.figure()
    for n, h in histories.items():
        plt.plot(np.arange(len(h["loss"])), h["loss"], ls="--", label=n)
    plt.xlabel("epochs done before")
    plt.ylabel("loss on the training images")
    plt.legend()
    return figure
