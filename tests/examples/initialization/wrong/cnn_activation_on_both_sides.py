"""With batch normalization the activation is applied before it and after it.

misconception: A layer needs its activation argument also when the activation has a layer of its own.
loses: q6
"""


# %% build_cnn
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers

    def then_activate(layer):
        """The layer, a batch normalization if there is to be one, and the activation: a list of layers."""
        normalization = [layers.BatchNormalization()] if batch_norm else []
        return [layer, *normalization, layers.Activation(activation)] if batch_norm else [layer]

    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            *then_activate(layers.Conv2D(32, 3, padding="same", activation=activation, kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            *then_activate(layers.Conv2D(64, 3, padding="same", activation=activation, kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            layers.Flatten(),
            *then_activate(layers.Dense(512, activation=activation, kernel_initializer=weight_init)),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )
