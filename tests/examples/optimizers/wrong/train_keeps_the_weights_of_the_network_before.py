"""Each network starts from the weights that the one before it ended with.

misconception: What has been learned should not be thrown away; the network is new all the same.
loses: q7
"""


# %% train_cnn
latest = []


def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    if latest:
        model.set_weights(latest[-1])
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    latest.append(model.get_weights())
    return model, history
