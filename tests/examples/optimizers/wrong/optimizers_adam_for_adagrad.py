"""Adam without its first average takes Adagrad's place.

misconception: Adagrad is Adam without momentum.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = keras.optimizers.Adam(beta_1=0.0)
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
