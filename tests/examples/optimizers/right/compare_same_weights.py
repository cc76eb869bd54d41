"""All four start from the same weights, and are seeded alike."""


# %% compare
START = []


def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history."""
    model = build_cnn()
    if START:
        model.set_weights(START[0])
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history


def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    START[:] = [build_cnn().get_weights()]
    histories = {}
    for name, optimizer in make_optimizers().items():
        keras.utils.set_random_seed(7)
        histories[name] = train_cnn(optimizer, train, validation, epochs)[1]
    START.clear()
    return histories
