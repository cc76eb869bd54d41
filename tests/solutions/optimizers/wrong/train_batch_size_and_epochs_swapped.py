"""fit gets the two numbers in the wrong order: batches of `epochs` images, a hundred epochs cut off after `epochs`.

misconception: After x and y comes the number of epochs.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimiser, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=epochs, epochs=100, steps_per_epoch=1, validation_data=validation, verbose=0).history
    return model, history
