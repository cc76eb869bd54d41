"""The initializer is mended, the input still has 28 × 28 pixels.

misconception: Digits are 28 × 28.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((28 * 28,)),
            layers.Dense(300, activation="relu", kernel_initializer=weight_init),
            layers.Dense(100, activation="relu", kernel_initializer=weight_init),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
