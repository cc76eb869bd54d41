"""The network is a default argument: all calls train the same one.

misconception: A default value is made anew at each call.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs, model=build_cnn()):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    # compile with this optimiser, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
