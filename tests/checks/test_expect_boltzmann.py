"""The Boltzmann machine agrees with sums over all states of its units, and mistakes in a stack are reported."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from autograder import expect
from autograder.checks.expect import boltzmann
from autograder.checks.expect.boltzmann import BoltzmannMachine


@pytest.fixture
def machine():
    return BoltzmannMachine.draw(np.random.default_rng(3), 3, 2)


def states(units):
    return np.array(list(product([0.0, 1.0], repeat=units)))


def test_conditional_probabilities_follow_from_the_energy(machine):
    for v in states(3):
        weights = np.exp(-machine.energy(np.tile(v, (4, 1)), states(2)))
        assert machine.hidden(v[None])[0] == pytest.approx(weights @ states(2) / weights.sum())
    for h in states(2):
        weights = np.exp(-machine.energy(states(3), np.tile(h, (8, 1))))
        assert machine.visible(h[None])[0] == pytest.approx(weights @ states(3) / weights.sum())


def test_the_expected_divergence_is_the_mean_over_samples(machine):
    v, rng = np.array([1.0, 0.0, 1.0]), np.random.default_rng(0)
    rows = np.tile(v, (200_000, 1))
    samples = (rng.random((len(rows), 2)) < machine.hidden(rows)).astype(float)
    expect.close_records(machine.contrastive_divergence(rows, samples), machine.expected_divergence(v), "The step", atol=6e-3)


def test_chance_has_no_say_where_it_should_not():
    rng = np.random.default_rng(1)
    for machine, v, step in boltzmann.certain_divergences(rng):
        for _ in range(5):
            samples = (rng.random((len(v), 4)) < machine.hidden(v)).astype(float)
            expect.close_records(machine.contrastive_divergence(v, samples), step, "The step", atol=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_a_right_sample_is_within_the_tolerance_and_probabilities_for_samples_are_not(seed):
    rng = np.random.default_rng(seed)
    machine, v, step, tolerance = boltzmann.sampled_divergence(rng, 40_000)
    right = machine.contrastive_divergence(v, (rng.random((len(v), 3)) < machine.hidden(v)).astype(float))
    expect.close_records(right, step, "The step", atol=tolerance)
    one_for_all = machine.contrastive_divergence(v, (rng.random(3) < machine.hidden(v)).astype(float))
    with pytest.raises(expect.CheckFailed):
        expect.close_records(one_for_all, step, "The step", atol=tolerance)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (None, "The machine should be a dictionary"),
        ({"W": np.ones((3, 2)), "b": np.ones(3)}, "The machine has no 'c'"),
        ({"W": np.ones(3), "b": np.ones(3), "c": np.ones(2)}, "W should have two dimensions"),
        ({"W": np.ones((3, 2)), "b": np.ones(2), "c": np.ones(3)}, r"b should have the shape \(3,\), but has \(2,\)"),
    ],
)
def test_parameters_that_do_not_fit(parameters, message):
    with pytest.raises(expect.CheckFailed, match=message):
        BoltzmannMachine.of(parameters)


def train(data, hidden, epochs, rate=0.1):
    rng = np.random.default_rng(0)
    machine = BoltzmannMachine(rng.normal(0, 0.1, (data.shape[1], hidden)), np.zeros(data.shape[1]), np.zeros(hidden))
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // 20):
            h = machine.hidden(data[rows])
            step = machine.contrastive_divergence(data[rows], (rng.random(h.shape) < h).astype(float))
            machine = BoltzmannMachine(*(value + rate * step[key] for key, value in machine.parameters().items()))
    return machine


def test_training_lowers_the_error_or_is_told_why_not():
    data = boltzmann.noisy_patterns(np.random.default_rng(2))
    start, tiny, end = (train(data, 8, *arguments).parameters() for arguments in ((0,), (1, 1e-6), (10,)))
    boltzmann.lowers_reconstruction_error(data, start, tiny, end)
    for wrong, message in (
        ((start, end, end), "With a learning rate of 1e-6, W should hardly move"),
        ((start, tiny, {**end, "b": start["b"]}), "Training leaves b as it was"),
        ((end, end, {key: value + 1e-9 for key, value in end.items()}), "should fall by a fifth"),
    ):
        with pytest.raises(expect.CheckFailed, match=message):
            boltzmann.lowers_reconstruction_error(data, *wrong)


@pytest.fixture(scope="module")
def stack():
    data = boltzmann.noisy_patterns(np.random.default_rng(2))
    first = train(data, 8, 20)
    return data, [first, train(first.hidden(data), 4, 60, 0.3)]


def test_a_stack_is_read_by_its_sizes(stack):
    _, machines = stack
    found = boltzmann.machine_stack([machine.parameters() for machine in machines], [16, 8, 4])
    assert [machine.W.shape for machine in found] == [(16, 8), (8, 4)]
    with pytest.raises(expect.CheckFailed, match=r"The shapes of the weights in the stack should be \[\(16, 4\)\]"):
        boltzmann.machine_stack([machine.parameters() for machine in machines], [16, 4])
    with pytest.raises(expect.CheckFailed, match="should be a list"):
        boltzmann.machine_stack(3, [16, 4])


def test_each_machine_describes_what_is_below(stack):
    data, machines = stack
    boltzmann.describes_what_is_below(machines, data)
    with pytest.raises(expect.CheckFailed, match="Machine 2 does not model its input"):
        boltzmann.describes_what_is_below([machines[0], BoltzmannMachine.draw(np.random.default_rng(0), 8, 4, 2.0)], data)


def test_machines_are_trained_in_turn(stack):
    data, machines = stack
    calls = [{"data": data, "hidden": 8, "epochs": 20}, {"data": machines[0].hidden(data), "hidden": 4, "epochs": 20}]
    boltzmann.trained_in_turn(calls, machines, data, 20)
    boltzmann.trained_in_turn([], machines, data, 20)
    for wrong, message in (
        ([calls[0], {**calls[1], "data": data}], "The rows that machine 2 is trained on should have the shape"),
        ([{**calls[0], "epochs": 1}], r"machine 1 is trained with should be \[8, 20\], but is \[8, 1\]"),
        ([{"data": data}], r"but is \[None, None\]"),
    ):
        with pytest.raises(expect.CheckFailed, match=message):
            boltzmann.trained_in_turn(wrong, machines, data, 20)


def test_a_network_starts_from_a_stack(stack):
    data, machines = stack
    rng = np.random.default_rng(0)
    last = [rng.normal(0, 1, (10, 4)), rng.normal(0, 1, 10)]
    parameters = [*(part for machine in machines for part in (machine.W.T, machine.c)), *last]
    scores = machines[1].hidden(machines[0].hidden(data)) @ last[0].T + last[1]
    boltzmann.starts_network(machines, parameters, data, scores)
    for wrong, message in (
        ((machines, parameters[:4], data, scores), "number of the network's weight matrices and biases should be 6, but is 4"),
        (([replace(machines[0], W=-machines[0].W), machines[1]], parameters, data, scores), "The weights of layer 1"),
        (([machines[0], replace(machines[1], c=machines[1].c + 1)], parameters, data, scores), "The biases of layer 2"),
        ((machines, parameters, data, scores + 1), "The network's scores"),
        ((machines, [*parameters[:4], last[0].T, last[1]], data, scores), "The last layer should take 4 numbers"),
    ):
        with pytest.raises(expect.CheckFailed, match=message):
            boltzmann.starts_network(*wrong)
