"""Unusual Keras networks of students: each is judged correctly, whatever the arguments of its layers."""

import numpy as np
import pytest

from autograder import expect, probes
from autograder.grading.question_tests import load_tests
from autograder.model.course_file import load_course
from autograder.model.evidence import copy, plain

pytestmark = pytest.mark.slow

keras = pytest.importorskip("keras")
layers = keras.layers
IMAGES = np.random.default_rng(1).random((2, 28, 28, 1), np.float32)
ROWS = np.random.default_rng(2).random((60, 784), np.float32)


def judges(assignment, question):
    course = load_course()
    tests = load_tests(
        next(q for q in course.assignment(assignment).checked if q.name == question), course.tests_folder(assignment)
    )
    return tests.checks[0].test_func.__globals__


def cnn(norm=layers.BatchNormalization, act=lambda: layers.Activation("softsign"), conv=None, dense=None, wrap=list, **more):
    """The network of initialization, Question 6, with parts from the arguments."""
    conv = conv or (lambda n: layers.Conv2D(n, 3, padding="same", kernel_initializer="glorot_normal"))
    dense = dense or (lambda: layers.Dense(512, kernel_initializer="glorot_normal"))
    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            *wrap([conv(32), norm(), act()]),
            layers.MaxPooling2D(),
            *wrap([conv(64), norm(), act()]),
            layers.MaxPooling2D(),
            layers.Flatten(),
            *wrap([dense(), norm(), act()]),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", kernel_initializer="glorot_normal", **more),
        ]
    )


def functional_cnn():
    inputs = x = layers.Input((28, 28, 1))
    for units in (32, 64):
        x = layers.Conv2D(units, 3, padding="same", use_bias=False)(x)
        x = layers.MaxPooling2D()(keras.activations.softsign(layers.BatchNormalization()(x)))
    x = layers.BatchNormalization()(layers.Dense(512)(layers.Flatten()(x)))
    return keras.Model(inputs, layers.Dense(10, "softmax")(layers.Dropout(0.2)(layers.Activation("softsign")(x))))


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.steps = list(cnn().layers)

    def call(self, x, training=False):
        for layer in self.steps:
            x = layer(x, training=training) if isinstance(layer, (layers.BatchNormalization, layers.Dropout)) else layer(x)
        return x


def subclassed():
    model = Subclassed()
    model(IMAGES)
    return model


def rows_normalized():
    return layers.BatchNormalization(axis=1)


def columns_normalized():
    """Normalize the columns of images; rows of numbers have no third axis."""
    columns_normalized.made += 1
    return layers.BatchNormalization(axis=2 if columns_normalized.made % 3 else -1)


columns_normalized.made = 0
RIGHT_CNNS = {
    "sequential": cnn,
    "functional, without biases": functional_cnn,
    "a model in a model": lambda: cnn(wrap=lambda parts: [keras.Sequential(parts)]),
    "a subclass": subclassed,
    "another momentum and epsilon": lambda: cnn(norm=lambda: layers.BatchNormalization(momentum=0.5, epsilon=0.1)),
    "axis 3 for images, the last for rows": lambda: cnn(norm=lambda: layers.BatchNormalization(axis=-1)),
    "a function for the activation": lambda: cnn(act=lambda: layers.Activation(keras.activations.softsign)),
    "convolutions without biases": lambda: cnn(
        conv=lambda n: layers.Conv2D(n, (3, 3), padding="same", use_bias=False, kernel_initializer="glorot_normal")
    ),
    "a last layer without biases": lambda: cnn(use_bias=False),
}
WRONG_CNNS = {
    "rows are normalized, not channels": (lambda: cnn(norm=rows_normalized), "along which axis"),
    "columns are normalized, not channels": (lambda: cnn(norm=columns_normalized), "along which axis"),
    "no shift": (lambda: cnn(norm=lambda: layers.BatchNormalization(center=False)), "no beta"),
    "no scale": (lambda: cnn(norm=lambda: layers.BatchNormalization(scale=False)), "no gamma"),
    "layer normalization": (lambda: cnn(norm=layers.LayerNormalization), "LayerNormalization"),
    "group normalization": (lambda: cnn(norm=lambda: layers.GroupNormalization(4)), "GroupNormalization"),
    "an activation that learns": (lambda: cnn(act=layers.PReLU), "PReLU"),
    "separable convolutions": (lambda: cnn(conv=lambda n: layers.SeparableConv2D(n, 3, padding="same")), ""),
    "valid padding": (lambda: cnn(conv=lambda n: layers.Conv2D(n, 3)), "shapes"),
    "half precision": (lambda: cnn(dense=lambda: layers.Dense(512, dtype="bfloat16")), None),
    "values divided by 255 once more": (lambda: keras.Sequential([layers.Rescaling(1 / 255), *cnn().layers]), ""),
    "no convolutions": (lambda: keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)]), "Dense"),
}


def judged_cnn(model):
    found = copy(plain(probes.dissect_cnn(model, IMAGES, 3)))
    expect.cnn_output(found, IMAGES, judges("initialization", "q6")["SHAPES"], "The network", "softsign", norms=True)
    return found


@pytest.mark.parametrize("way", RIGHT_CNNS)
def test_a_network_that_is_right_in_another_way_passes(way):
    judged_cnn(RIGHT_CNNS[way]())


@pytest.mark.parametrize("way", WRONG_CNNS)
def test_a_wrong_network_is_told_what_is_wrong(way):
    make, said = WRONG_CNNS[way]
    try:
        model = make()
    except ValueError:
        pytest.skip("Keras itself refuses it")
    try:
        judged_cnn(model)
    except expect.CheckFailed as failed:
        assert said is None or said in str(failed)
    else:
        assert said is None, "it passed"


def dense(*hidden, last=None, **more):
    return keras.Sequential([layers.Input((784,)), *hidden, last or layers.Dense(10, activation="softmax", **more)])


def normed(**settings):
    return [part for units in (64, 32) for part in (layers.Dense(units), layers.BatchNormalization(**settings), layers.ReLU())]


DENSE = {
    "sequential": lambda: dense(*normed()),
    "axis 1, which is the last": lambda: dense(*normed(axis=1)),
    "no shift": lambda: dense(*normed(center=False)),
    "no scale": lambda: dense(*normed(scale=False)),
    "layer normalization": lambda: dense(layers.Dense(64), layers.LayerNormalization(), layers.Dense(32, activation="relu")),
    "models in a model": lambda: dense(keras.Sequential(normed()[:3]), keras.Sequential(normed()[3:])),
    "a rescaling": lambda: dense(layers.Rescaling(1.0), *normed()),
    "no biases": lambda: dense(layers.Dense(64, "relu", use_bias=False), layers.Dense(32, "relu", use_bias=False)),
    "no bias in one": lambda: dense(layers.Dense(64, "relu", use_bias=False), layers.Dense(32, "relu")),
    "half precision": lambda: dense(layers.Dense(64, "relu", dtype="float16"), layers.Dense(32, "relu", dtype="bfloat16")),
    "one layer": lambda: dense(),
    "not a softmax": lambda: dense(*normed(), last=layers.Dense(10)),
    "too many layers": lambda: dense(*normed(), layers.Dense(32), layers.PReLU()),
    "a layer more of one unit": lambda: dense(*normed(), last=layers.Dense(1)),
    "another shape inside": lambda: dense(layers.Reshape((1, 784)), layers.Dense(64), layers.Flatten(), layers.Dense(32)),
    "noise": lambda: dense(layers.GaussianNoise(0.1), *normed()),
}
RIGHT_DENSE = {"sequential", "axis 1, which is the last", "models in a model", "a rescaling"}


@pytest.mark.parametrize("way", DENSE)
def test_dense_networks_are_judged_whatever_they_are_made_of(way):
    model = DENSE[way]()
    found = copy(plain(probes.dissect_keras(model, ROWS, 3)))
    try:
        network = expect.keras_network(found, ROWS, [784, 64, 32, 10])
        network.computes("The network")
        network.drops("The network", 0.0)
        expect.equal(len(network.norms), 2, "The number of normalizations")
        passed = True
    except expect.CheckFailed:
        passed = False
    assert passed == (way in RIGHT_DENSE)
