"""Tools of probes: linear maps, watched classes, and histories."""

import types

import numpy as np
import pytest
import torch
from torch import nn

from autograder import probes

CELL = """
class Model:
    def __init__(self, size):
        super(Model, self).__init__()
        self.size = size

def make(size):
    return Model(size)

def train(sizes):
    return [Model(size).size for size in sizes]

def train_by_function(sizes):
    return [make(size).size for size in sizes]
"""


def cell():
    variables = {"__name__": "cell"}
    exec(CELL, variables)
    return types.SimpleNamespace(**variables), variables


def test_a_class_is_watched_while_it_is_used_and_no_longer():
    student, variables = cell()
    before = variables["Model"].__init__
    with probes.watched(student.train, "Model", lambda model: model.size) as seen:
        assert student.train([3, 4]) == [3, 4]
    assert seen == [3, 4]
    assert variables["Model"].__init__ is before
    student.train([5])
    assert seen == [3, 4]


def test_a_function_is_watched_too():
    student, variables = cell()
    with probes.watched(student.train_by_function, "make", lambda model: model.size) as seen:
        student.train_by_function([3, 4])
    assert seen == [3, 4]
    assert variables["make"] is student.make


def test_a_name_that_is_not_there_is_seen_never():
    student, _ = cell()
    with probes.watched(student.train, "another", lambda model: model.size) as seen:
        student.train([3])
    with probes.watched(print, "Model", lambda model: model.size) as none:
        pass
    assert seen == none == []


def test_a_linear_map_in_either_precision():
    for dtype in (torch.float32, torch.float64):
        layer = nn.Linear(3, 2, dtype=dtype)
        found = probes.linear_map(layer, 3)
        assert torch.allclose(found["weight"], layer.weight, atol=1e-6)


def test_gradients_are_zero_where_they_should_be():
    start, gradients = probes.weights_and_gradients(np.random.default_rng(0), 6, smallest=1e-6)
    assert [not g["shift"].any() for g in gradients] == [True, False, False, True, False, False]
    assert all(g["W1"][0, 0] == 0 and g["W1"][1:].all() for g in gradients)
    assert {key: g.shape for key, g in gradients[0].items()} == {key: w.shape for key, w in start.items()}


def test_a_history_is_plain_numbers():
    history = types.SimpleNamespace(history={"loss": [np.float32(0.5), 1]})
    assert probes.history_of(history) == probes.history_of(history.history) == {"loss": [0.5, 1.0]}


def test_what_fit_does_to_each_network():
    import keras

    x, y = np.ones((4, 2), np.float32), np.zeros((4, 1), np.float32)

    def network(optimizer):
        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
        model.compile(optimizer=optimizer, loss="mse")
        return model

    own, shared = network("sgd"), network(keras.optimizers.SGD(0.1))
    with probes.keras_trainings() as seen:
        for _ in range(2):
            own.fit(x, y, epochs=2, verbose=0)
        for optimizer in (keras.optimizers.SGD(0.1), "adam"):
            shared.compile(optimizer=optimizer, loss="mse")
            shared.fit(x, y, verbose=0)
    own.fit(x, y, verbose=0)
    assert [one.model for one in seen] == [own, shared]
    assert [one.goes_on for one in seen] == [False, True]
    assert [len(one.history["loss"]) for one in seen] == [4, 2]


@pytest.mark.parametrize(("seeded", "anew"), [((), True), ((0,), False), ((2,), False), ((0, 2), False)])
def test_every_matrix_of_a_network_is_drawn_anew(seeded, anew):
    def make():
        model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2), nn.Linear(2, 2))
        for index in seeded:
            nn.init.normal_(model[index].weight, generator=torch.Generator().manual_seed(1))
        nn.init.zeros_(model[3].weight)  # an unusual seed
        return model

    assert probes.draws_anew(make, 7) is anew
