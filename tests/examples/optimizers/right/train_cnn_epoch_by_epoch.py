"""fit is called for each epoch, and the histories are put together."""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history."""
    model = build_cnn()
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = {}
    for epoch in range(epochs):
        for key, values in model.fit(*train, batch_size=100, validation_data=validation, verbose=0).history.items():
            history.setdefault(key, []).extend(values)
    return model, history
