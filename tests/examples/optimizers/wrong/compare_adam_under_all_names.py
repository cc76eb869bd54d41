"""Every network is trained by a new Adam.

misconception: A slip: the example from above was left in.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(keras.optimizers.Adam(), train, validation, epochs)[1]
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories
