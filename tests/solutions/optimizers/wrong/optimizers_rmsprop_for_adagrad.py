"""An RMSprop that forgets slowly takes Adagrad's place.

misconception: RMSprop with a ρ close to 1 is Adagrad.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimiser of each kind, by its name."""
    adagrad = keras.optimizers.RMSprop(rho=0.99)
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
