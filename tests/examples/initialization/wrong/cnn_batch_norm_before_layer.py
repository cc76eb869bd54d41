"""Batch normalization stands before the layer with the weights.

misconception: It normalizes the input of a layer.
loses: q6
"""


# %% build_cnn
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers

    def then_activate(layer):
        """The layer, a batch normalization if there is to be one, and the activation: a list of layers."""
        normalization = [layers.BatchNormalization()] if batch_norm else []
        return [*normalization, layer, layers.Activation(activation)]

    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            *then_activate(layers.Conv2D(32, 3, padding="same", kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            *then_activate(layers.Conv2D(64, 3, padding="same", kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            layers.Flatten(),
            *then_activate(layers.Dense(512, kernel_initializer=weight_init)),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
