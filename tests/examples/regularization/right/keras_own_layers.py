"""Layers of one's own for dropout and the leaky ReLU."""

# %% keras_layers
layers, regularizers = keras.layers, keras.regularizers


class Drop(layers.Layer):
    def __init__(self, rate):
        super().__init__()
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, x, training=False):
        if not training:
            return x
        keep = keras.random.uniform(keras.ops.shape(x), seed=self.seed_generator) >= self.rate
        return keras.ops.where(keep, x / (1 - self.rate), 0.0)


class Leaky(layers.Layer):
    def call(self, x):
        return keras.ops.where(x > 0, x, 0.2 * x)


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
    hidden = [layers.Dense(units, activation="relu"), Drop(0.2)]
    return hidden


def dropout_l1(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.01)), Drop(0.2)]
    return hidden


def batch_norm(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]
    return hidden


def batch_norm_leaky(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), Leaky()]
    return hidden
