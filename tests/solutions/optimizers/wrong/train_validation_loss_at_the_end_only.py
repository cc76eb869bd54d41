"""Validation happens once, after the training.

misconception: One validates when one has finished.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimiser, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, verbose=0).history
    loss, accuracy = model.evaluate(*validation, batch_size=100, verbose=0)
    history["val_loss"], history["val_accuracy"] = [loss], [accuracy]
    return model, history
