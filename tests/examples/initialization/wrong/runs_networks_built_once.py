"""The networks are built once, so a second run of the same number goes on where the first ended.

misconception: Looking a network up gives a new one.
loses: q6
"""


# %% runs
NETWORKS = {
    1: build_cnn("sigmoid", "random_uniform"),
    2: build_cnn("sigmoid", "glorot_normal"),
    3: build_cnn("relu", "random_uniform"),
    4: build_cnn("relu", "he_uniform"),
    5: build_cnn("relu", "he_uniform"),
    6: build_cnn("sigmoid", "glorot_normal", batch_norm=True),
}


def build_run(number):
    """Return the network of run `number` and the name of its optimizer, "sgd" or "adam"."""
    model = NETWORKS[number]
    optimizer = "adam" if number == 5 else "sgd"
    return model, optimizer


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, optimizer = build_run(number)
    # compile with the loss for labels that are whole numbers and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    return model, history
