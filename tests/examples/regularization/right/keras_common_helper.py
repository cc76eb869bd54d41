"""One helper makes all dense layers; the lists are added up."""

# %% keras_layers
from keras import layers, regularizers


def dense(units, activation="relu", **options):
    return [layers.Dense(units, activation=activation, **options)]


def normalized(units, activation):
    return dense(units, None) + [layers.BatchNormalization()] + [activation]


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    return dense(units, kernel_initializer="HeNormal")


def l2(units):
    return dense(units, kernel_regularizer=regularizers.L2(1e-3))


def l1(units):
    return dense(units, kernel_regularizer=regularizers.L1(1e-3))


def dropout(units):
    return plain(units) + [layers.Dropout(0.2)]


def dropout_l1(units):
    return dense(units, kernel_regularizer=regularizers.L1(1e-2)) + [layers.Dropout(0.2)]


def batch_norm(units):
    return normalized(units, layers.ReLU())


def batch_norm_leaky(units):
    return normalized(units, layers.LeakyReLU(0.2))
