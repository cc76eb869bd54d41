"""Keras convolutional networks, described by `probes.dissect_cnn`: right forms pass, and mistakes are reported."""

import numpy as np
import pytest

from autograder import expect, probes

keras = pytest.importorskip("keras")
layers = keras.layers
SHAPES = [(3, 3, 1, 4), (4 * 8 * 4, 12), (12, 10)]
IMAGES = np.random.default_rng(0).random((2, 8, 16, 1), np.float32)


def network(activation="relu", rule="he_uniform", norms=False, last="softmax", first=None, **options):
    def block(layer):
        norm = [layers.BatchNormalization(**options)] if norms else []
        return [layer, *norm, layers.Activation(activation)]

    return keras.Sequential(
        [
            layers.Input((8, 16, 1)),
            *block(layers.Conv2D(4, 3, padding="same", kernel_initializer=first or rule)),
            layers.MaxPooling2D(),
            layers.Flatten(),
            *block(layers.Dense(12, kernel_initializer=rule)),
            layers.Dense(10, activation=last, kernel_initializer=rule),
        ]
    )


def dissected(*arguments, **options):
    probes.seed(3)
    return probes.dissect_cnn(network(*arguments, **options), IMAGES, 5)


def judge(found, activation="relu", norms=False):
    expect.cnn_output(found, IMAGES, SHAPES, "The network", activation, norms)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "softsign"])
@pytest.mark.parametrize("norms", [False, True])
def test_right_networks_pass(activation, norms):
    judge(dissected(activation, norms=norms), activation, norms)


@pytest.mark.parametrize(
    "rule", ["he_uniform", "he_normal", "glorot_uniform", "glorot_normal", "lecun_normal", "random_uniform"]
)
def test_weights_by_the_right_rule_pass(rule):
    expect.cnn_weights(dissected(rule=rule), SHAPES, rule, "The network")


@pytest.mark.parametrize(
    ("found", "judged", "message"),
    [
        ({"activation": "relu"}, {"activation": "sigmoid"}, "The network: the output with sigmoid"),
        ({"last": None}, {}, "The network: the output with relu"),
        ({"norms": True}, {}, "should be convolution, dense, dense, but are Conv2D, BatchNormalization"),
        ({}, {"norms": True}, "should be a batch normalization after each layer but the last"),
        ({"norms": True, "axis": 1}, {"norms": True}, "along which axis does it normalize"),
        ({"norms": True, "center": False}, {"norms": True}, "a batch normalization has no beta"),
    ],
)
def test_wrong_networks_fail(found, judged, message):
    with pytest.raises(expect.CheckFailed, match=message):
        judge(dissected(**found), **judged)


def test_wrong_weights_fail():
    with pytest.raises(expect.CheckFailed, match=r"The network: the weights \(3, 3, 1, 4\)"):
        expect.cnn_weights(dissected(first="zeros"), SHAPES, "he_uniform", "The network")
    with pytest.raises(expect.CheckFailed, match="The network: the weights"):
        expect.cnn_weights(dissected(rule="glorot_uniform"), SHAPES, "he_uniform", "The network")
    with pytest.raises(expect.CheckFailed, match="The network: the shapes of the weights"):
        expect.cnn_weights(dissected(), SHAPES[:2], "he_uniform", "The network")
