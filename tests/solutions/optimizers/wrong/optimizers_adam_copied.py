"""Adagrad is made, but the dictionary gets Adam under its name.

misconception: A slip: the line above was copied.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimiser of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad()
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": keras.optimizers.Adam(),
    }
