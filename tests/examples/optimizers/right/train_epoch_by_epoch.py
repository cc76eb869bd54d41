"""fit is called for each epoch, and the lists are put together."""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    model.compile(optimizer=optimizer, loss=keras.losses.sparse_categorical_crossentropy, metrics=["accuracy"])
    history = {}
    for epoch in range(epochs):
        logs = model.fit(*train, batch_size=100, epochs=epoch + 1, initial_epoch=epoch, validation_data=validation, verbose=0).history
        for key, values in logs.items():
            history.setdefault(key, []).extend(values)
    return model, history
