"""The input is mended, the initializer still stands where the activation should.

misconception: The second argument of Dense is the initializer.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, weight_init),
            layers.Dense(100, weight_init),
            layers.Dense(10, weight_init),
        ]
    )
