"""SGD with a learning rate that falls takes Adagrad's place.

misconception: Adagrad is SGD whose steps shrink.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimiser of each kind, by its name."""
    adagrad = keras.optimizers.SGD(keras.optimizers.schedules.InverseTimeDecay(0.01, 1, 0.5))
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
