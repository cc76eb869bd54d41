"""The mean of 1 − p.

misconception: The error is what is missing to 1.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return (1 - right).mean()

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
