"""The same network in Keras' functional style."""


# %% build_cnn
def build_cnn():
    """Return a new network: two convolutions with max-pooling, then two dense layers."""
    from tensorflow.keras.layers import Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D

    inputs = Input(shape=(28, 28, 1))
    x = inputs
    for filters in (32, 64):
        x = Conv2D(filters, (3, 3), padding="same", activation="relu")(x)
        x = MaxPooling2D((2, 2))(x)
    x = Flatten()(x)
    x = Dense(512, activation="relu")(x)
    x = Dropout(rate=0.2)(x)
    outputs = Dense(10, activation="softmax")(x)
    return keras.Model(inputs, outputs)
