"""Records of training: histories, answers, optimizers and comparisons, right ones and each kind of mistake."""

import copy

import numpy as np
import pytest

from autograder import expect

LABELS = np.array([0, 1, 2, 1])
ANSWERS = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.5, 0.3, 0.2], [0.2, 0.6, 0.2]])
CROSS_ENTROPY = -np.log([0.7, 0.8, 0.2, 0.6]).mean()


def test_accuracy_and_cross_entropy_of_answers():
    assert expect.accuracy_of(ANSWERS, LABELS, classes=3) == 0.75
    assert expect.cross_entropy_of(ANSWERS, LABELS, classes=3) == pytest.approx(CROSS_ENTROPY, rel=1e-6)
    with pytest.raises(expect.CheckFailed, match=r"The network's answers should have the shape \(4, 10\), but has \(4, 3\)"):
        expect.accuracy_of(ANSWERS, LABELS)


@pytest.mark.parametrize("reported", [0.75, np.array(0.75), 0.8, 0.7])
def test_a_reported_accuracy_is_right_to_half_an_image(reported):
    scores = np.concatenate([ANSWERS, np.zeros((4, 7))], axis=1)
    expect.reported_accuracy(reported, scores, LABELS, "test_accuracy")


@pytest.mark.parametrize(
    ("reported", "message"), [(0.6, "test_accuracy is 0.6000, but"), (75, "is 75.0000"), ("0.75", "number")]
)
def test_a_reported_accuracy_that_is_wrong(reported, message):
    scores = np.concatenate([ANSWERS, np.zeros((4, 7))], axis=1)
    with pytest.raises(expect.CheckFailed, match=message):
        expect.reported_accuracy(reported, scores, LABELS, "test_accuracy")


def test_a_history_has_a_number_for_each_epoch():
    kept = {"loss": [2, 1.0], "val_loss": np.array([2.0, 1.5]), "more": "text"}
    assert expect.history(kept, ["loss", "val_loss"], 2) == {"loss": [2.0, 1.0], "val_loss": [2.0, 1.5]}
    for wrong, message in (
        ({"loss": [2, 1.0]}, "The history has no 'val_loss'"),
        ({**kept, "loss": [1.0]}, "The number of values of loss in the history of 2 epochs should be 2, but is 1"),
        ({**kept, "loss": 1.0}, "loss in the history should be a list"),
        ({**kept, "loss": ["a", "b"]}, "loss in the history should be a number"),
        ([1, 2], "The history should be a dictionary"),
    ):
        with pytest.raises(expect.CheckFailed, match=message):
            expect.history(wrong, ["loss", "val_loss"], 2)


def run(**changes):
    """The record of `probes.keras_training` for a network with the answers ANSWERS."""
    answers = np.concatenate([ANSWERS, np.zeros((4, 7))], axis=1)
    history = {"loss": [2.0, 1.0], "val_loss": [2.0, float(CROSS_ENTROPY)], "accuracy": [0.1, 0.5]}
    return {"history": history, "answers": answers, "steps": 6, "moved": False, "weights": [np.ones(3)]} | changes


def test_fit_takes_as_many_steps_as_there_are_batches():
    assert expect.fitted(run(), ["loss"], 2, 6) == {"loss": [2.0, 1.0]}
    with pytest.raises(expect.CheckFailed, match="Run 1: the number of steps in 2 epochs should be 9, but is 6"):
        expect.fitted(run(), ["loss"], 2, 9, "Run 1")
    with pytest.raises(expect.CheckFailed, match="something other than the optimizer changes the weights"):
        expect.fitted(run(moved=True), ["loss"], 2, 6)


def test_a_history_of_the_cross_entropy():
    assert expect.history_of_cross_entropy(run(), LABELS, 2)[0] == 2.0
    other = run()
    other["history"]["val_loss"][-1] = 1.0
    without = run()
    del without["history"]["accuracy"]
    for wrong, message in ((other, "The validation loss should be"), (without, "is the metric missing")):
        with pytest.raises(expect.CheckFailed, match=message):
            expect.history_of_cross_entropy(wrong, LABELS, 2)


def test_batches_are_counted():
    expect.batches_seen([6, 6], 6)
    expect.batches_seen([], 6)
    with pytest.raises(expect.CheckFailed, match="should take 6 steps, one for each batch; the network has had 2"):
        expect.batches_seen([6, 2], 6)


def seen(**changes):
    return {"optimizers": 1, "kinds": ["Adam"], "moved_between": False, "forgot": False} | changes


def test_one_optimizer_does_the_training():
    expect.trained_by_one_optimizer(seen(), {"Adam"})
    expect.trained_by_one_optimizer(seen(optimizers=0, kinds=[]), {"Adam"})
    for wrong, message in (
        (seen(optimizers=3), "3 optimizers trained the network in turn"),
        (seen(kinds=["SGD"]), "trained by SGD; it should be trained by Adam or Own"),
        (seen(forgot=True), "the optimizer lost its state"),
        (seen(moved_between=True), "something other than the optimizer changed the weights"),
    ):
        with pytest.raises(expect.CheckFailed, match=message):
            expect.trained_by_one_optimizer(wrong, {"Adam", "Own"})


NAMES = ["Adam", "RMSprop", "SGD", "Adagrad"]


@pytest.fixture
def compared():
    """A comparison in which SGD stands still and Adam climbs."""
    answers = {name: np.random.default_rng(i).dirichlet(np.ones(10), 4) for i, name in enumerate(NAMES)}
    last = {name: expect.cross_entropy_of(answers[name], LABELS) for name in NAMES}
    first = {name: last[name] + {"SGD": 0.0, "Adam": -0.5}.get(name, 0.4) for name in NAMES}
    histories = {
        name: {"loss": [2.3, 2.3 + {"SGD": 0.0, "Adam": 1.0}.get(name, -0.3 - i / 10)], "val_loss": [first[name], last[name]]}
        for i, name in enumerate(NAMES)
    }
    trainings = [
        {"names": [name], "goes_on": False, "loss": list(histories[name]["loss"]), "answers": answers[name]} for name in NAMES
    ]
    return {"histories": histories, "trainings": trainings}


def comparison(found):
    return expect.Comparison.of(found, NAMES, 2, LABELS, "SGD", "Adam")


def test_a_right_comparison_passes(compared):
    found = comparison(compared)
    found.starts_anew()
    found.belongs()


def test_trainings_of_which_nothing_is_known_pass(compared):
    for training in compared["trainings"]:
        training["names"] = []
    comparison(compared).belongs()
    compared["trainings"] = []
    comparison(compared).belongs()


def left_out(found):
    del found["histories"]["Adagrad"]


def one_epoch(found):
    found["histories"]["SGD"]["loss"] = [2.3]


@pytest.mark.parametrize(
    ("break_it", "message"), [(left_out, "The names in the comparison"), (one_epoch, "SGD: The number of values")]
)
def test_a_comparison_that_is_not_whole(compared, break_it, message):
    break_it(compared)
    with pytest.raises(expect.CheckFailed, match=message):
        comparison(compared)


def goes_on(found):
    found["trainings"][1]["goes_on"] = True


def trained_before(found):
    found["histories"]["RMSprop"]["loss"][0] = 1.2


@pytest.mark.parametrize(
    ("break_it", "message"), [(goes_on, "another one has trained"), (trained_before, "RMSprop starts with a network that")]
)
def test_a_comparison_that_does_not_start_anew(compared, break_it, message):
    break_it(compared)
    with pytest.raises(expect.CheckFailed, match=message):
        comparison(compared).starts_anew()


def swapped(found):
    histories = found["histories"]
    histories["RMSprop"], histories["Adagrad"] = histories["Adagrad"], histories["RMSprop"]


def all_alike(found):
    found["histories"] = {name: copy.deepcopy(found["histories"]["RMSprop"]) for name in NAMES}


def by_another_one(found):
    found["trainings"][2]["names"], found["histories"]["SGD"]["val_loss"] = [], [2.3, 2.1]


def moving(found):
    found["histories"]["SGD"]["val_loss"] = [2.3, 2.1]


def rising(found):
    found["histories"]["Adagrad"] = {"loss": [2.3, 2.4], "val_loss": [2.3, 2.5]}


def validated_on_others(found):
    found["trainings"][1]["answers"] = found["trainings"][1]["answers"][:, ::-1]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (swapped, "The history called RMSprop is that of Adagrad"),
        (all_alike, "The history called Adam is that of RMSprop"),
        (by_another_one, "The history called SGD is that of an optimizer that make_optimizers has not made"),
        (moving, "Here it has the learning rate 0, but the validation loss goes from 2.3 to 2.1"),
        (rising, "Adagrad: neither the training loss nor the validation loss falls"),
        (validated_on_others, "RMSprop: the loss on the validation images"),
    ],
)
def test_histories_that_do_not_belong(compared, break_it, message):
    break_it(compared)
    with pytest.raises(expect.CheckFailed, match=message):
        comparison(compared).belongs()
