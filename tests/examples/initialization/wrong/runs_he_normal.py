"""Runs 4 and 5 draw from He's normal distribution.

misconception: Normal or uniform, He is He.
loses: q6
"""


# %% runs
def build_run(number):
    """Return the network of run `number` and the name of its optimizer, "sgd" or "adam"."""
    model = {
        1: lambda: build_cnn("sigmoid", "random_uniform"),
        2: lambda: build_cnn("sigmoid", "glorot_normal"),
        3: lambda: build_cnn("relu", "random_uniform"),
        4: lambda: build_cnn("relu", "he_normal"),
        5: lambda: build_cnn("relu", "he_normal"),
        6: lambda: build_cnn("sigmoid", "glorot_normal", batch_norm=True),
    }[number]()
    optimizer = "adam" if number == 5 else "sgd"
    return model, optimizer


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, optimizer = build_run(number)
    # compile with the loss for labels that are whole numbers and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
