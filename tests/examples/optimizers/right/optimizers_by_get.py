"""Adagrad by its name, through keras.optimizers.get; the dictionary in a comprehension."""

# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    return {name: keras.optimizers.get(name) for name in ("Adam", "SGD", "RMSprop", "Adagrad")}
