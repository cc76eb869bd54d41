"""The history is that of the last epoch: fit is called for each epoch, and its results are overwritten.

misconception: The history grows from call to call.
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
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    for _ in range(epochs):
        history = model.fit(*train, batch_size=50, validation_data=validation, verbose=0).history
    return model, history
