"""One network is trained on by all optimizers, without train_cnn.

misconception: Fair means that all have the same network.
loses: q7
"""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    model = build_cnn()
    for name, optimizer in make_optimizers().items():
        model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories
