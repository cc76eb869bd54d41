"""A Keras network of dense layers is recognized by its outputs, and its mistakes are reported."""

import numpy as np
import pytest

from autograder import expect, probes
from autograder.checks.expect import reference

keras = pytest.importorskip("keras")
layers = keras.layers
SIZES = [12, 40, 30, 5]
ROWS = np.random.default_rng(0).random((150, 12), np.float32)


def network(hidden, inputs=()):
    return keras.Sequential([layers.Input((12,)), *inputs, *hidden(40), *hidden(30), layers.Dense(5, activation="softmax")])


def dissected(hidden, inputs=()):
    return expect.keras_network(probes.dissect_keras(network(hidden, inputs), ROWS, 3), ROWS, SIZES)


def dense(units, activation="relu", **more):
    return [layers.Dense(units, activation=activation, **more)]


RIGHT = {
    "plain": (lambda units: dense(units), {}, 0.0),
    "activation apart": (lambda units: [*dense(units, None), layers.ReLU()], {}, 0.0),
    "dropout": (lambda units: [*dense(units), layers.Dropout(0.2)], {}, 0.2),
    "normalized": (lambda units: [*dense(units, None), layers.BatchNormalization(), layers.ReLU()], {}, 0.0),
    "without bias": (lambda units: [*dense(units, None, use_bias=False), layers.BatchNormalization(), layers.ReLU()], {}, 0.0),
    "leaky": (lambda units: [*dense(units, None), layers.LeakyReLU(negative_slope=0.2)], {"slope": 0.2}, 0.0),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_networks_pass(name):
    hidden, more, rate = RIGHT[name]
    found = dissected(hidden)
    found.computes(name, **more)
    found.drops(name, rate, **more)


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        (lambda units: [*dense(units), layers.BatchNormalization()], "after the activation"),
        (lambda units: [*dense(units, None), layers.LeakyReLU(negative_slope=0.3)], r"slope 0, but has 0\.3"),
        (lambda units: dense(units, None), r"slope 0, but has 1\.0"),
        (lambda units: dense(units, "tanh"), "the output at inference time"),
    ],
)
def test_another_function_is_told(hidden, said):
    with pytest.raises(expect.CheckFailed, match=said):
        dissected(hidden).computes("it")


@pytest.mark.parametrize(
    ("hidden", "inputs", "said"),
    [
        (lambda units: [*dense(units), layers.Dropout(0.8)], (), "fraction of units that are dropped"),
        (lambda units: dense(units), (), "fraction of units that are dropped"),
        (lambda units: [*dense(units), layers.Dropout(0.2)], (layers.Dropout(0.2),), "before the first layer"),
        (lambda units: [*dense(units), layers.GaussianDropout(0.2)], (), "dropped"),
        (lambda units: [*dense(units), layers.Dropout(0.2, noise_shape=(None, 1))], (), "some images lose far more"),
        (lambda units: [*dense(units), layers.Dropout(0.2, noise_shape=(1, None))], (), "some units lose far more"),
    ],
)
def test_another_dropout_is_told(hidden, inputs, said):
    with pytest.raises(expect.CheckFailed, match=said):
        dissected(hidden, inputs).drops("it", 0.2)


def test_a_functional_model_passes():
    x = entry = layers.Input((12,))
    for units in (40, 30):
        x = layers.Dense(units, activation="relu")(x)
    model = keras.Model(entry, layers.Dense(5, activation="softmax")(x))
    expect.keras_network(probes.dissect_keras(model, ROWS, 3), ROWS, SIZES).computes("it")


def test_penalties_and_parameters_are_counted():
    found = dissected(lambda units: dense(units, kernel_regularizer=keras.regularizers.L2(0.01)))
    assert found.penalty == pytest.approx(0.01 * sum((w**2).sum() for w in found.weights[:-1]), rel=1e-4)
    assert found.parameters == 12 * 40 + 40 + 40 * 30 + 30 + 30 * 5 + 5


def test_other_sizes_are_told():
    evidence = probes.dissect_keras(network(lambda units: dense(units + 1)), ROWS, 3)
    with pytest.raises(expect.CheckFailed, match="should be 12 → 40"):
        expect.keras_network(evidence, ROWS, SIZES)


@pytest.mark.parametrize("size", [1, 3, 5])
def test_a_convolution_is_that_of_keras(size):
    rng = np.random.default_rng(size)
    x, kernel, bias = rng.normal(size=(2, 6, 7, 3)), rng.normal(size=(size, size, 3, 4)), rng.normal(size=4)
    theirs = keras.ops.conv(x.astype("float32"), kernel.astype("float32"), padding="same") + bias.astype("float32")
    np.testing.assert_allclose(reference.convolution(x, kernel, bias), np.array(theirs), rtol=1e-4, atol=1e-4)


def test_max_pooling_is_that_of_keras():
    x = np.random.default_rng(0).normal(size=(2, 6, 8, 3)).astype("float32")
    np.testing.assert_array_equal(reference.max_pool(x), np.array(keras.ops.max_pool(x, 2)))
