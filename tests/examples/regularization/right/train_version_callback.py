"""A callback keeps the cross-entropies; the dictionary has those two only."""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = {"crossentropy": [], "val_crossentropy": []}

    def note(epoch, logs):
        for key in history:
            history[key].append(logs[key])

    noting = keras.callbacks.LambdaCallback(on_epoch_end=note)
    model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, callbacks=[noting], verbose=0)
    return model, history
