"""Penalties of one's own: a function and a subclass."""

# %% keras_layers
layers, regularizers = keras.layers, keras.regularizers


def squares(w):
    return 0.001 * keras.ops.sum(w * w)


class Magnitudes(regularizers.Regularizer):
    def __init__(self, lam):
        self.lam = lam

    def __call__(self, w):
        return self.lam * keras.ops.sum(keras.ops.abs(w))

    def get_config(self):
        return {"lam": self.lam}


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    hidden = [layers.Dense(units, activation="relu", kernel_initializer="he_normal")]
    return hidden


def l2(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=squares)]
    return hidden


def l1(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=Magnitudes(0.001))]
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
