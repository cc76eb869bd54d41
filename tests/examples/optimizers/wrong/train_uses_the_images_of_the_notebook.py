"""The first thousand images of MNIST are trained on, whatever is handed in.

misconception: x_train and `train` are the same.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(prepare(x_train[:1000]), y_train[:1000], batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
