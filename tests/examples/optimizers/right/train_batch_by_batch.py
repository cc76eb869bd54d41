"""train_on_batch for batches of 100 in a new order each epoch; the mean is weighted with the size of the batch, as in fit."""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    images, labels = train
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for epoch in range(epochs):
        order = np.random.permutation(len(images))
        total = np.zeros(2)
        for first in range(0, len(images), 100):
            rows = order[first : first + 100]
            loss, accuracy = model.train_on_batch(images[rows], labels[rows])
            total += np.array([float(loss), float(accuracy)]) * len(rows)
        val_loss, val_accuracy = model.evaluate(*validation, batch_size=100, verbose=0)
        for key, value in zip(history, [*(total / len(images)), val_loss, val_accuracy]):
            history[key].append(float(value))
    return model, history
