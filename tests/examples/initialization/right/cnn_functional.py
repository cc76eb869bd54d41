"""The functional API, with initializer objects and the softmax as a layer of its own."""


# %% build_cnn
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers

    def then_activate(layer, x):
        x = layer(x)
        if batch_norm:
            x = layers.BatchNormalization()(x)
        return layers.Activation(keras.activations.get(activation))(x)

    def init():
        return keras.initializers.get(weight_init)

    inputs = x = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = then_activate(layers.Conv2D(filters, (3, 3), padding="same", kernel_initializer=init()), x)
        x = layers.MaxPool2D((2, 2))(x)
    x = layers.Flatten()(x)
    x = then_activate(layers.Dense(512, kernel_initializer=init()), x)
    x = layers.Dropout(rate=0.2)(x)
    outputs = layers.Softmax()(layers.Dense(10, kernel_initializer=init())(x))
    return keras.Model(inputs, outputs)
