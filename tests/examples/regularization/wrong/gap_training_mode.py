"""The network is run in training mode, so units are dropped.

misconception: On training images a network is in training.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = np.asarray(model(rows, training=True))
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 1e-7)).mean()

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
