"""The images come through tf.data, shuffled and in batches of 100."""


# %% train_cnn
import tensorflow as tf


def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    batches = tf.data.Dataset.from_tensor_slices(tuple(train)).shuffle(len(train[0])).batch(100)
    unseen = tf.data.Dataset.from_tensor_slices(tuple(validation)).batch(250)
    history = model.fit(batches, validation_data=unseen, epochs=epochs, verbose=0)
    return model, history.history
