"""A loop of its own with GradientTape, in batches of 100 in a new order each epoch, and without fit."""

# %% train_cnn
import tensorflow as tf


def measured(model, images, labels):
    probabilities = np.asarray(model(images, training=False))
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(right).mean()), float((probabilities.argmax(axis=1) == labels).mean())


def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        for images, labels in tf.data.Dataset.from_tensor_slices(train).shuffle(1000).batch(100):
            with tf.GradientTape() as tape:
                probabilities = model(images, training=True)
                loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, probabilities))
            optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
        for key, value in zip(history, [*measured(model, *train), *measured(model, *validation)]):
            history[key].append(value)
    return model, history
