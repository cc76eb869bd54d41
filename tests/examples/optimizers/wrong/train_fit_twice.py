"""fit is called once to train and once more for the history: twice the epochs.

misconception: The second call only returns the history of the first.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0)
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
