"""SGD.

misconception: An optimizer is an optimizer.
loses: q6
"""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
