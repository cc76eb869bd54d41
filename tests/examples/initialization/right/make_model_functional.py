"""The functional API, with the activations as layers of their own."""


# %% make_model
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    inputs = keras.Input(shape=(side**2,), name="pixels")
    x = layers.Dense(300, kernel_initializer=weight_init, bias_initializer="zeros")(inputs)
    x = layers.ReLU()(x)
    x = layers.Dense(100, kernel_initializer=weight_init, bias_initializer="zeros")(x)
    x = layers.Activation("relu")(x)
    x = layers.Dense(10, kernel_initializer=weight_init, bias_initializer="zeros")(x)
    outputs = layers.Softmax()(x)
    return keras.Model(inputs=inputs, outputs=outputs)
