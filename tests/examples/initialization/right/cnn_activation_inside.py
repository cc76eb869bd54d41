"""Without batch normalization the activation is an argument of the layer, with it a layer of its own."""


# %% build_cnn
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers
    init = {"kernel_initializer": weight_init}
    if not batch_norm:
        return keras.Sequential(
            [
                layers.Input((28, 28, 1)),
                layers.Conv2D(32, 3, padding="same", activation=activation, **init),
                layers.MaxPooling2D(),
                layers.Conv2D(64, 3, padding="same", activation=activation, **init),
                layers.MaxPooling2D(),
                layers.Flatten(),
                layers.Dense(512, activation=activation, **init),
                layers.Dropout(0.2),
                layers.Dense(10, activation="softmax", **init),
            ]
        )
    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", **init),
            layers.BatchNormalization(),
            layers.Activation(activation),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", **init),
            layers.BatchNormalization(),
            layers.Activation(activation),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(512, **init),
            layers.BatchNormalization(),
            layers.Activation(activation),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", **init),
        ]
    )
