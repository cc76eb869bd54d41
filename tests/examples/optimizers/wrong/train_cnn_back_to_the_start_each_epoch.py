"""The weights of the start are put back before each epoch.

misconception: Epochs are repetitions of one another.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history."""
    model = build_cnn()
    start = model.get_weights()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = {}
    for epoch in range(epochs):
        model.set_weights(start)
        for key, values in model.fit(*train, batch_size=100, validation_data=validation, verbose=0).history.items():
            history.setdefault(key, []).extend(values)
    return model, history
