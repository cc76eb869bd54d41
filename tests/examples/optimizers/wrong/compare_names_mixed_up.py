"""The names are sorted, the optimizers are not.

misconception: A dictionary is sorted by name.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    optimizers = make_optimizers()
    for name, optimizer in zip(sorted(optimizers), optimizers.values()):
        history = train_cnn(optimizer, train, validation, epochs)[1]
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories
