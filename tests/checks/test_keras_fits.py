"""Trainings of a few steps: `probes.noted_training`, `begun_again`, `played_training`, and what `expect` makes of them."""

from copy import deepcopy

import keras
import numpy as np
import pytest

from autograder import expect, probes
from autograder.model.evidence import plain

RNG = np.random.default_rng(5)
IMAGES, LABELS = RNG.random((70, 6)).astype("float32"), np.arange(70) % 3
OTHERS = RNG.random((9, 6)).astype("float32"), np.arange(9) % 3


def build():
    penalty = keras.regularizers.L2(0.02)
    layers = [keras.layers.Dense(4, activation="tanh", kernel_regularizer=penalty), keras.layers.Dense(3, activation="softmax")]
    model = keras.Sequential([keras.layers.Input((6,)), *layers])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(epochs, model=None, images=IMAGES, **options):
    model = model or build()
    options = {"batch_size": 50, "validation_data": OTHERS} | options
    return model, model.fit(images, LABELS, epochs=epochs, verbose=0, **options).history


def batch_by_batch(epochs):
    model, history = build(), {"loss": []}
    for _ in range(epochs):
        for start in (0, 50):
            loss = model.train_on_batch(IMAGES[start : start + 50], LABELS[start : start + 50])[0]
        history["loss"].append(float(loss))
    return model, history


def noted(function=train, **options):
    found, trained = probes.noted_training(function, 2, images=IMAGES, inputs=OTHERS[0], **options)
    return plain(deepcopy(found)), trained


@pytest.mark.parametrize("function", [train, batch_by_batch])
def test_each_step_is_noted(function):
    found, _ = noted(function)
    assert not found["moved"] and found["steps"] == 4
    assert "Adam" in found["names"] and found["shapes"] == [[6, 4], [4], [4, 3], [3]]
    expect.batches(found, 70, 50, 2)
    expect.all_images(found, 70, 2)
    expect.moves(found, 1e-3, 1e-2)
    expect.first_loss(found, LABELS, classes=3)
    assert found["first"]["penalty"] > 0 and found["answers"].shape == (9, 3)


def test_datasets_give_the_history_of_keras():
    found, _ = noted()
    bare = expect.cross_entropy_of(found["answers"], OTHERS[1], 3)
    assert found["history"].keys() == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert bare < found["history"]["val_loss"][-1] < bare + 1
    same, _ = noted(lambda epochs: train(epochs, shuffle=False))
    assert same["batches"][0] == list(range(50)) and found["batches"][0] != list(range(50))
    alone, _ = noted(lambda epochs: train(epochs, validation_data=None))
    assert alone["history"].keys() == {"loss", "accuracy"}


@pytest.mark.parametrize(
    ("options", "expectation", "message"),
    [
        ({"batch_size": None}, lambda run: expect.batches(run, 70, 50, 2), "batches of 50, 20, 50, 20; yours are of 32, 32, 6"),
        (
            {"images": IMAGES / 255},
            lambda run: expect.all_images(run, 70, 2),
            "140 of 140 images that the network is trained on",
        ),
        ({"initial_epoch": 1}, lambda run: expect.all_images(run, 70, 2), "Epoch 2 goes through 0 of the 70 images"),
        ({}, lambda run: expect.moves(run, 1, 2), "is the learning rate another one"),
        (
            {},
            lambda run: expect.first_loss(run | {"first": run["first"] | {"penalty": 0.0}}, LABELS, 3),
            "The loss of the first batch",
        ),
    ],
)
def test_a_mistake_is_named(options, expectation, message):
    found, _ = noted(lambda epochs: train(epochs, **options))
    with pytest.raises(expect.CheckFailed, match=message):
        expectation(found)


def test_a_layer_that_is_not_trained_is_seen():
    def frozen(epochs):
        model = build()
        model.layers[0].trainable = False
        model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
        return train(epochs, model)

    with pytest.raises(expect.CheckFailed, match="2 of 4 arrays of weights and biases never move"):
        expect.moves(noted(frozen)[0], 0, 1)


def test_weights_that_are_put_back_between_two_epochs_are_seen():
    def back(epochs):
        model = build()
        start = model.get_weights()
        for _ in range(epochs):
            model.set_weights(start)
            history = train(1, model)[1]
        return model, history

    assert noted(back)[0]["moved"]


@pytest.mark.parametrize("bias", [0.004, 0.0])
def test_what_is_unknown_of_a_loop_of_one_s_own_passes(bias):
    def own_loop(epochs):
        model = build()
        model.set_weights([array + bias for array in model.get_weights()])
        return model, {"loss": [1.0] * epochs}

    found, trained = noted(own_loop, optimizer=keras.optimizers.Adam())
    assert found["first"] is None and found["batches"] == [] and len(trained) == 1
    expect.all_images(found, 70, 2)
    expect.first_loss(found, LABELS, 3)
    assert probes.played_training(own_loop, 5, images=IMAGES, trained=trained)["history"] == {"loss": [1.0] * 5}
    if bias:
        expect.moves(found, 1e-3, 1e-2)
    else:
        with pytest.raises(expect.CheckFailed, match="2 of 2 arrays"):
            expect.moves(found, 0, 1)


@pytest.mark.parametrize("again", [probes.begun_again, probes.played_training])
def test_a_second_training_begins_with_a_new_network_or_not(again):
    network, last = build(), []

    def with_the_last_weights(epochs):
        model = build()
        if last:
            model.set_weights(last)
        found = train(epochs, model)
        last[:] = model.get_weights()
        return found

    for function, new in (
        (train, True),
        (batch_by_batch, True),
        (lambda n: train(n, network), False),
        (with_the_last_weights, False),
    ):
        _, trained = noted(function)
        assert again(function, 30, images=IMAGES, trained=trained)["new"] is new


def test_a_training_that_has_not_begun_has_moved_nothing():
    _, trained = noted()
    assert probes.begun_again(train, 30, images=IMAGES, trained=trained)["shapes"] == [[6, 4], [4], [4, 3], [3]]


def test_a_played_training_takes_all_epochs_unless_something_stops_it():
    _, trained = noted()
    whole = probes.played_training(train, 30, images=IMAGES, trained=trained)
    expect.whole_history(whole | {"history": whole["history"] | {"seconds": [0.1]}}, 30)

    def stopping(epochs):
        return train(epochs, callbacks=[keras.callbacks.EarlyStopping(patience=3)])

    stopped = probes.played_training(stopping, 30, images=IMAGES, trained=trained)
    with pytest.raises(expect.CheckFailed, match="A training of 30 epochs.* has a history of 4 epochs"):
        expect.whole_history(stopped, 30)
    expect.whole_history(probes.played_training(batch_by_batch, 30, images=IMAGES, trained=trained), 30)


def test_everything_is_as_before_afterwards():
    before = keras.Model.fit, keras.Model.train_step, keras.Model.run_eagerly
    _, trained = noted()
    probes.played_training(train, 3, images=IMAGES, trained=trained)
    probes.begun_again(train, 3, images=IMAGES, trained=trained)
    assert before == (keras.Model.fit, keras.Model.train_step, keras.Model.run_eagerly)
    assert not build().run_eagerly


def test_small_networks_take_the_place_of_the_student_s():
    variables = {"__name__": "cell"}
    exec("def make():\n    return 1\n\ndef use():\n    return make()\n", variables)
    for small, arrays in ((probes.small_cnn, 8), (probes.smallest_cnn, 2)):
        with probes.replaced(variables["use"], "make", small):
            model = variables["use"]()
        assert len(model.get_weights()) == arrays and model(np.zeros((2, 28, 28, 1))).shape == (2, 10)
    assert variables["use"]() == 1
