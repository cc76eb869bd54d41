"""Activations as layers of their own."""

# %% keras_layers
layers, regularizers = keras.layers, keras.regularizers


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    hidden = [layers.Dense(units, kernel_initializer="he_normal"), layers.ReLU()]
    return hidden


def l2(units):
    hidden = [layers.Dense(units, kernel_regularizer=regularizers.l2(0.001)), layers.Activation("relu")]
    return hidden


def l1(units):
    hidden = [layers.Dense(units, kernel_regularizer=regularizers.l1(1e-3)), layers.Activation(keras.activations.relu)]
    return hidden


def dropout(units):
    hidden = [layers.Dense(units), layers.ReLU(), layers.Dropout(0.2)]
    return hidden


def dropout_l1(units):
    hidden = [
        layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.01)),
        layers.Dropout(0.2),
    ]
    return hidden


def batch_norm(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.Activation("relu")]
    return hidden


def batch_norm_leaky(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.LeakyReLU(negative_slope=0.2)]
    return hidden
