"""The AdaGrad of question 3, which Keras cannot use.

misconception: An optimizer is an optimizer.
loses: q7
"""


# %% optimizers
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = AdaGrad()
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }
