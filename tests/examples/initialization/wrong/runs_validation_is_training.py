"""The accuracy on the validation data is measured on the training data.

misconception: validation_data is what the network is fitted to.
loses: q6
"""


# %% runs
def build_run(number):
    """Return the network of run `number` and the name of its optimizer, "sgd" or "adam"."""
    model = {
        1: lambda: build_cnn("sigmoid", "random_uniform"),
        2: lambda: build_cnn("sigmoid", "glorot_normal"),
        3: lambda: build_cnn("relu", "random_uniform"),
        4: lambda: build_cnn("relu", "he_uniform"),
        5: lambda: build_cnn("relu", "he_uniform"),
        6: lambda: build_cnn("sigmoid", "glorot_normal", batch_norm=True),
    }[number]()
    optimizer = "adam" if number == 5 else "sgd"
    return model, optimizer


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, optimizer = build_run(number)
    # compile with the loss for labels that are whole numbers and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=train, verbose=0).history
    return model, history
