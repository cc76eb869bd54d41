"""Probabilities below 0.01 count as 0.01: bad mistakes look harmless.

misconception: Something has to be done against log 0.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 0.01)).mean()

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
