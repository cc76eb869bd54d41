"""Adadelta under the name of Adagrad.

misconception: Adadelta is Keras' name for it.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = keras.optimizers.Adadelta()
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
