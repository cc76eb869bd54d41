"""−log p is averaged over all classes, not at the right label.

misconception: Cross-entropy takes all probabilities.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(probabilities, 1e-7)).mean()

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
