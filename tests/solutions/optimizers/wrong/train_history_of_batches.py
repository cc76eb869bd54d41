"""The loss of each batch is written down, not that of each epoch.

misconception: A history has an entry for each step.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    # compile with this optimiser, the loss and the metric "accuracy"; then fit
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    images, labels = train
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    for epoch in range(epochs):
        order = np.random.permutation(len(images))
        for first in range(0, len(images), 100):
            batch = order[first : first + 100]
            loss, accuracy = model.train_on_batch(images[batch], labels[batch])
            history["loss"].append(float(loss))
            history["accuracy"].append(float(accuracy))
        loss, accuracy = model.evaluate(*validation, batch_size=100, verbose=0)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
    return model, history
