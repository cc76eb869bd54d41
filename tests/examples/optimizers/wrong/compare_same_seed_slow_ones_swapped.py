"""Equal seeds; the histories of SGD and Adagrad are swapped.

misconception: The slow ones look alike.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        keras.utils.set_random_seed(1)
        other = {"SGD": "Adagrad", "Adagrad": "SGD"}.get(name, name)
        histories[other] = train_cnn(optimizer, train, validation, epochs)[1]
    return histories
