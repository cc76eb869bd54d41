"""Objects for optimizer and loss; an accuracy besides; places instead of keywords."""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(), metrics=[crossentropy, "accuracy"])
    (rows, labels), (rows_v, labels_v) = train, validation
    history = model.fit(rows, labels, 50, epochs, 0, validation_data=(rows_v, labels_v)).history
    return model, history
