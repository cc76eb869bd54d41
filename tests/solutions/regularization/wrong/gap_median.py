"""The median of −log p.

misconception: The median is the better mean.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return np.median(-np.log(np.maximum(right, 1e-7)))

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
