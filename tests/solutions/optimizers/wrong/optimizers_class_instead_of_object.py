"""The class itself, not an object of it.

misconception: The parentheses are only needed for settings.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimiser of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
