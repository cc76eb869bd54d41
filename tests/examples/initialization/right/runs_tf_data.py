"""match instead of a dictionary; the batches come from tf.data."""


# %% runs
import tensorflow as tf


def build_run(number):
    """Return the network of run `number` and the name of its optimizer, "sgd" or "adam"."""
    match number:
        case 1:
            return build_cnn("sigmoid", "random_uniform"), "sgd"
        case 2 | 6:
            return build_cnn("sigmoid", "glorot_normal", number == 6), "sgd"
        case 3:
            return build_cnn("relu", "random_uniform"), "sgd"
        case 4 | 5:
            return build_cnn("relu", "he_uniform"), ["sgd", "adam"][number - 4]
    raise ValueError(f"there is no run {number}")


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, optimizer = build_run(number)
    model.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    batches = tf.data.Dataset.from_tensor_slices(tuple(train)).shuffle(len(train[1])).batch(100)
    validation_batches = tf.data.Dataset.from_tensor_slices(tuple(validation)).batch(100)
    history = model.fit(batches, epochs=epochs, validation_data=validation_batches, verbose=0)
    return model, history.history
