"""Adagrad is a default argument, made once for all calls.

misconception: A default value is made anew at each call.
loses: q7
"""


# %% optimizers
def make_optimizers(adagrad=keras.optimizers.Adagrad()):
    """Return a new optimizer of each kind, by its name."""
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
