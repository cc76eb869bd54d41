"""The absolute value of the difference.

misconception: A gap cannot be negative.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 1e-7)).mean()

    difference = abs(crossentropy(*validation) - crossentropy(*train))
    return difference
