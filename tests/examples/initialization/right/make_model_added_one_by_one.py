"""Layers added in a loop, with positional activations and initializer objects."""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    model = keras.models.Sequential(name=f"mlp_{side}")
    model.add(keras.layers.InputLayer(shape=(side * side,)))
    for units, activation in [(300, keras.activations.relu), (100, keras.activations.relu), (10, keras.activations.softmax)]:
        # a new object for each layer, so that each draws its own numbers
        model.add(keras.layers.Dense(units, activation, kernel_initializer=keras.initializers.get(weight_init)))
    return model
