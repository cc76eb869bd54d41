"""Every training takes two epochs, whatever `epochs` says.

misconception: Two epochs were enough in the check.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history."""
    model = build_cnn()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, model.fit(*train, batch_size=100, epochs=2, validation_data=validation, verbose=0).history
