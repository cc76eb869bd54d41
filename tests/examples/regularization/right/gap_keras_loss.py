"""Keras' loss of the predictions."""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return float(keras.losses.SparseCategoricalCrossentropy()(labels, probabilities))

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
