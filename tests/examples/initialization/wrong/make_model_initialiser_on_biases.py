"""The initializer is given to the biases instead of the matrices.

misconception: bias_initializer and kernel_initializer do the same.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, activation="relu", bias_initializer=weight_init),
            layers.Dense(100, activation="relu", bias_initializer=weight_init),
            layers.Dense(10, activation="softmax", bias_initializer=weight_init),
        ]
    )
