"""train_on_batch, in a new order each epoch; the cross-entropies are measured at the end of each epoch."""


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; return it and its history."""
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    rows, labels = train
    history = {"crossentropy": [], "val_crossentropy": []}
    for _ in range(epochs):
        order = np.random.permutation(len(rows))
        for start in range(0, len(rows), 50):
            batch = order[start : start + 50]
            model.train_on_batch(rows[batch], labels[batch])
        for key, data in (("crossentropy", train), ("val_crossentropy", validation)):
            history[key].append(model.evaluate(*data, verbose=0, return_dict=True)["crossentropy"])
    return model, history
