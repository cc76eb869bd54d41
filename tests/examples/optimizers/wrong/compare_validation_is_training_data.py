"""The training images are handed over for validation as well.

misconception: Training loss and validation loss are measured on the same images, before and after.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(optimizer, train, train, epochs)[1]
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories
