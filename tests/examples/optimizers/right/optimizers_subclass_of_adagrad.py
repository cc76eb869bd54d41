"""A subclass of Adagrad with a default learning rate of its own."""


# %% optimizers
class QuickAdagrad(keras.optimizers.Adagrad):
    def __init__(self, learning_rate=0.02, **others):
        super().__init__(learning_rate=learning_rate, **others)


def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    optimizers = {"Adam": keras.optimizers.Adam(), "SGD": keras.optimizers.SGD(), "RMSprop": keras.optimizers.RMSprop()}
    optimizers["Adagrad"] = QuickAdagrad()
    return optimizers
