"""Adagrad is trained but not kept: only the three that were there come back.

misconception: The table has room for three.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(optimizer, train, validation, epochs)[1]
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        if name != "Adagrad":
            histories[name] = history
    return histories
