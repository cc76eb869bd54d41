"""The images, which are between 0 and 1 already, are divided by 255 once more.

misconception: Images have to be divided by 255 before they go into a network.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(train[0] / 255, train[1], batch_size=100, epochs=epochs, validation_data=(validation[0] / 255, validation[1]), verbose=0).history
    return model, history
