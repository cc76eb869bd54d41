"""Batch normalization along axis 1, which are the rows of the images and not the channels.

misconception: Axis 1 holds the channels, as in PyTorch.
loses: q6
"""


# %% build_cnn
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers

    def then_activate(layer):
        normalization = [layers.BatchNormalization(axis=1)] if batch_norm else []
        return [layer, *normalization, layers.Activation(activation)]

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
