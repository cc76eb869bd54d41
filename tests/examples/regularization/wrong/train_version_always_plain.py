"""Every training builds the plain network, whatever the hidden layers should be.

misconception: `hidden` is only the name of the version.
loses: q6
"""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; return it and its history."""
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    model = build(plain)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    return model, model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, verbose=0).history
