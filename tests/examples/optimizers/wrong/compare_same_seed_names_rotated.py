"""Equal seeds, but each history is called by the name of the optimizer before.

misconception: A slip in the loop.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories, last = {}, "Adagrad"
    for name, optimizer in make_optimizers().items():
        keras.utils.set_random_seed(42)
        histories[last] = train_cnn(optimizer, train, validation, epochs)[1]
        last = name
    return histories
