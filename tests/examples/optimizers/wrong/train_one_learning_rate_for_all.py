"""Every optimizer is given the learning rate 0.001.

misconception: A comparison is fair only at the same learning rate.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    optimizer.learning_rate = 0.001
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
