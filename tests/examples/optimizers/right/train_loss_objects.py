"""Objects for loss and metric; the history is taken from the network."""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(), metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")])
    x, y = train
    model.fit(x=x, y=y, batch_size=100, epochs=epochs, validation_data=validation, shuffle=True, verbose=0)
    return model, model.history.history
