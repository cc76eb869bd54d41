"""Logarithms to the base 2.

misconception: Cross-entropy is in bits.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log2(np.maximum(right, 1e-7)).mean()

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
