"""The runs are a list of tuples; compile gets objects instead of names."""


# %% runs
RUNS = [
    ("sgd", "sigmoid", "random_uniform", False),
    ("sgd", "sigmoid", "glorot_normal", False),
    ("sgd", "relu", "random_uniform", False),
    ("sgd", "relu", "he_uniform", False),
    ("adam", "relu", "he_uniform", False),
    ("sgd", "sigmoid", "glorot_normal", True),
]


def build_run(number):
    """Return the network of run `number` and the name of its optimizer, "sgd" or "adam"."""
    optimizer, *arguments = RUNS[number - 1]
    return build_cnn(*arguments), optimizer


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, name = build_run(number)
    optimizer = keras.optimizers.Adam() if name == "adam" else keras.optimizers.SGD(learning_rate=0.01)
    model.compile(
        optimizer=optimizer,
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    images, labels = train
    fitted = model.fit(images, labels, 100, epochs, verbose=2, validation_data=tuple(validation), validation_batch_size=500)
    return model, dict(fitted.history)
