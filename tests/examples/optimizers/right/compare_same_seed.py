"""The same seed before each training: a fair comparison."""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        keras.utils.set_random_seed(42)
        histories[name] = train_cnn(optimizer, train, validation, epochs)[1]
    return histories
