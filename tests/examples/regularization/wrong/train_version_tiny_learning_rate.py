"""A learning rate of a millionth.

misconception: The smaller the learning rate, the safer the training.
loses: q6
"""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; return it and its history."""
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    model = build(hidden)
    model.compile(keras.optimizers.Adam(1e-6), loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    return model, model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, verbose=0).history
