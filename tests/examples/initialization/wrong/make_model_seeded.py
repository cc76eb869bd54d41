"""make_model sets a seed: each network starts from the same weights.

misconception: A seed makes results comparable.
loses: q5
"""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    keras.utils.set_random_seed(42)
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, activation="relu", kernel_initializer=weight_init),
            layers.Dense(100, activation="relu", kernel_initializer=weight_init),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
