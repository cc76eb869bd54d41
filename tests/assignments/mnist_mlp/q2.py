"""Build a perceptron with two hidden layers, batch normalization and dropout."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q2"

SIZES = [784, 100, 100, 10]


@probe
def network(student, rows, seed, hidden=()):
    """The network of these hidden sizes, by default the notebook's."""
    probes.seed(seed)
    model = student.build_model(*hidden)
    probes.randomize(model, seed)
    return probes.dissect(model, rows)


@probe
def new_networks(student, seed):
    return probes.draws_anew(student.build_model, seed)


def dissected(ask):
    rows = ask.rng("rows").random((120, 784), np.float32)
    return expect.dissected(ask(network, rows=rows, seed=ask.seeds(1)[0]), rows)


def other_sizes(ask):
    """A network of random hidden sizes, and these sizes."""
    rng = ask.rng("sizes")
    hidden, rows = [int(rng.integers(110, 140)), int(rng.integers(20, 50))], rng.random((20, 784), np.float32)
    return expect.dissected(ask(network, rows=rows, seed=ask.seeds(1)[0], hidden=hidden), rows), [784, *hidden, 10]


@check(
    "Three linear layers, 784 → 100 → 100 → 10",
    points=1,
    hint="The output layer has one unit for each digit; the others have h1 and h2, whatever these are.",
)
def linear_layers(ask):
    expect.linear_layers(dissected(ask), SIZES)
    expect.new_weights(ask(new_networks, seed=ask.seeds(1)[0]), "The network")
    found, sizes = other_sizes(ask)
    try:
        expect.linear_layers(found, sizes)
    except expect.CheckFailed as failed:
        raise expect.CheckFailed(tr("For h1 = {} and h2 = {}: {}", sizes[1], sizes[2], failed)) from None


@check(
    "Two batch normalizations, one for each hidden layer",
    points=1,
    hint="Each hidden layer has its own scale, shift and averages.",
)
def batch_normalizations(ask):
    expect.batch_norm_layers(dissected(ask), SIZES[1:-1])


@check(
    "In evaluation mode: linear, batch normalization, ReLU", points=1, hint="In this order, twice, then the last linear layer."
)
def evaluation(ask):
    expect.evaluation_output(dissected(ask), SIZES)


@check("In training mode the batch's own statistics normalize", points=1, hint="Linear, batch normalization, ReLU, dropout.")
def training(ask):
    expect.training_statistics(dissected(ask), SIZES)


@check("Dropout after each hidden layer, at rate 0.3", points=1, hint="p is the probability of dropping a unit.")
def dropout(ask):
    expect.dropout(dissected(ask), SIZES, rate=0.3)


@check("Nothing comes after the last linear layer", points=1, hint="The loss of Question 4 takes the scores as they are.")
def scores(ask):
    expect.final_layer(dissected(ask), SIZES)
