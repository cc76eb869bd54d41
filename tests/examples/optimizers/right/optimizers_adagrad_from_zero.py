"""Adagrad as in the paper: its sums start at 0, and the learning rate is 0.01; it is called by another name."""

# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad(0.01, initial_accumulator_value=0.0, epsilon=1e-7, name="duchi")
    return {
        "Adagrad": adagrad,
        "Adam": keras.optimizers.Adam(),
        "RMSprop": keras.optimizers.RMSprop(),
        "SGD": keras.optimizers.SGD(),
    }
