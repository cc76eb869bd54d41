"""A softmax regression stands in for a CNN: its training is noted, and judged step by step."""

import types

import numpy as np
import pytest

from autograder import expect, probes

keras = pytest.importorskip("keras")
RNG = np.random.default_rng(0)
IMAGES, LABELS = RNG.random((60, 28, 28, 1), np.float32), RNG.integers(0, 10, 60)
RUN = """
def build():
    return REAL()

def run(optimizer, loss, batch, epochs):
    model = BUILD()
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return model, model.fit(IMAGES, LABELS, batch_size=batch, epochs=epochs, validation_data=(IMAGES, LABELS), verbose=0)
"""


def real():
    return keras.Sequential([keras.layers.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, "softmax")])


def student(called="build"):
    variables = {"REAL": real, "IMAGES": IMAGES, "LABELS": LABELS}
    exec(RUN.replace("BUILD", called), variables)
    return types.SimpleNamespace(**variables)


def trained(optimizer="sgd", loss="sparse_categorical_crossentropy", batch=100, epochs=3, called="build"):
    return probes.stand_in_training(student(called).run, "build", optimizer, loss, batch, epochs, inputs=IMAGES)


def judge(found):
    expect.softmax_regression(found, IMAGES.reshape(60, -1), LABELS, "Run 1")


def test_a_right_training_passes():
    found = trained()
    assert found["steps"] == 3
    assert found["rate"] == pytest.approx(0.01)
    judge(found)
    expect.reported_accuracy(found["history"]["val_accuracy"][-1], found["answers"], LABELS, "val_accuracy")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"loss": lambda labels, p: keras.losses.sparse_categorical_crossentropy(labels, p) * 2},
            "the loss on the training data",
        ),
        ({"optimizer": keras.optimizers.SGD(0.01, momentum=0.9)}, "the loss on the training data"),
    ],
)
def test_another_loss_or_optimizer_fails(changes, message):
    with pytest.raises(expect.CheckFailed, match=message):
        judge(trained(**changes))


def test_epochs_of_several_steps_are_not_followed():
    judge(trained("sgd", "sparse_categorical_crossentropy", batch=7, epochs=1))


def test_a_network_built_elsewhere_is_noticed():
    found = trained(called="REAL")
    assert found["start"] == found["end"] == []
    assert found["steps"] == 3


def test_the_builder_is_back_afterwards():
    one = student()
    with probes.softmax_regressions(one.run, "build") as made:
        first = one.run.__globals__["build"]()
    assert [model for model, _ in made] == [first]
    assert one.run.__globals__["build"] is one.build
