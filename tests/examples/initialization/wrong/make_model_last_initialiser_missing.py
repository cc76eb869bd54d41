"""The last layer is left with the default initializer.

misconception: Only hidden layers need an initializer.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, activation="relu", kernel_initializer=weight_init),
            layers.Dense(100, activation="relu", kernel_initializer=weight_init),
            layers.Dense(10, activation="softmax"),
        ]
    )
