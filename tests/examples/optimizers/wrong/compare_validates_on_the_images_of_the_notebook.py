"""The first 500 test images of MNIST are handed over for validation, whatever is given.

misconception: `validation` is the test set.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(optimizer, train, (prepare(x_test[:500]), y_test[:500]), epochs)[1]
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories
