"""The input always has 64 pixels.

misconception: The digits are the only images there are.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((64,)),
            layers.Dense(300, activation="relu", kernel_initializer=weight_init),
            layers.Dense(100, activation="relu", kernel_initializer=weight_init),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
