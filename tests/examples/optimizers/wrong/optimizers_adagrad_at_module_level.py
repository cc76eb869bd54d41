"""Adagrad is made once, outside the function: a second call gets the used one.

misconception: A function may as well use what stands above it.
loses: q7
"""


# %% optimizers
adagrad = keras.optimizers.Adagrad()


def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
