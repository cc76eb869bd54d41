"""An initializer of one's own: normal numbers, not cut off, of deviation √(2/inputs)."""

# %% keras_layers
layers, regularizers = keras.layers, keras.regularizers


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    def he(shape, dtype=None):
        return keras.random.normal(shape, stddev=np.sqrt(2 / shape[0]), dtype=dtype)

    hidden = [layers.Dense(units, activation="relu", kernel_initializer=he)]
    return hidden


def l2(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L2(0.001))]
    return hidden


def l1(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.001))]
    return hidden


def dropout(units):
    hidden = [layers.Dense(units, activation="relu"), layers.Dropout(0.2)]
    return hidden


def dropout_l1(units):
    hidden = [
        layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.01)),
        layers.Dropout(0.2),
    ]
    return hidden


def batch_norm(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]
    return hidden


def batch_norm_leaky(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.LeakyReLU(negative_slope=0.2)]
    return hidden
