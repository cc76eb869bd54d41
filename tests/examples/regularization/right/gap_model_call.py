"""The model is called, not in training, and the right column taken by take_along_axis."""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = keras.ops.convert_to_numpy(model(rows, training=False))
        right = np.take_along_axis(probabilities, np.reshape(labels, (-1, 1)), axis=1)
        return np.mean(-np.log(np.clip(right, 1e-7, 1)))

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
