"""The logarithm of the mean probability.

misconception: Mean of the logarithm and logarithm of the mean are the same.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right.mean(), 1e-7))

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
