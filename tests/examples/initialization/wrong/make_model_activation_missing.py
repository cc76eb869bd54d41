"""The hidden layers have no activation any more.

misconception: Dense has ReLU unless told otherwise.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, kernel_initializer=weight_init),
            layers.Dense(100, kernel_initializer=weight_init),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
