"""A dictionary comprehension, without the print."""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    optimizers = make_optimizers()
    return {name: train_cnn(optimizers[name], train=train, validation=validation, epochs=epochs)[1] for name in optimizers}
