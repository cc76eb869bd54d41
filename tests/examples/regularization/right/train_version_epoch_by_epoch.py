"""fit is called once for each epoch; the lists are put together."""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = {}
    for _ in range(epochs):
        for key, values in model.fit(*train, batch_size=50, validation_data=validation, verbose=0).history.items():
            history.setdefault(key, []).extend(values)
    return model, history
