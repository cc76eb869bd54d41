"""Keras' loss with from_logits=True: a softmax over probabilities.

misconception: What the network returns are logits.
loses: q6
"""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return float(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, probabilities))

    difference = crossentropy(*validation) - crossentropy(*train)
    return difference
