"""The ReLU is left out.

misconception: Normalizing is the activation.
loses: q4
"""

# %% keras_layers
layers, regularizers = keras.layers, keras.regularizers


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    hidden = [layers.Dense(units, activation="relu", kernel_initializer="he_normal")]
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
    hidden = [layers.Dense(units), layers.BatchNormalization()]
    return hidden


def batch_norm_leaky(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.LeakyReLU(negative_slope=0.2)]
    return hidden
