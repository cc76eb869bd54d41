"""Through tf.data, shuffled and batched there."""

# %% train_version
import tensorflow as tf


def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    shuffled = tf.data.Dataset.from_tensor_slices(train).shuffle(len(train[1])).batch(50)
    held_back = tf.data.Dataset.from_tensor_slices(validation).batch(500)
    history = model.fit(shuffled, epochs=epochs, validation_data=held_back, verbose=0).history
    return model, history
