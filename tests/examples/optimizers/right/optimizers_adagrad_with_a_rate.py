"""Adagrad with a learning rate that suits it better."""

# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad(learning_rate=0.05)
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
