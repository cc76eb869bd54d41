"""One-hot labels and a loop, in double precision; a Python float."""


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        total = 0.0
        for p, one_hot in zip(probabilities.astype(float), np.eye(10)[labels]):
            total -= np.log(max((p * one_hot).sum(), 1e-7))
        return float(total / len(rows))

    difference = -(crossentropy(*train) - crossentropy(*validation))
    return difference
