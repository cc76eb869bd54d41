"""A new optimizer of the same class, with default settings, does the work.

misconception: A new network needs a new optimizer, and the class says all.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=type(optimizer)(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
