"""Networks of sigmoid layers that are trained anew until one has learned: whom the judge follows, and what it says."""

import itertools
import types

import numpy as np
import pytest
import torch
from torch import nn

from autograder import expect, probes
from autograder.checks.expect import reference
from autograder.checks.expect.sigmoid_networks import Descents, output_scores

X, ANSWERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
SIZES, STEPS, SEED, COUNT = [2, 3, 1], 60, 5, 80
STUDENT = """
def train(model, steps):
    x, y = torch.tensor(X, dtype=torch.float32), torch.tensor(ANSWERS, dtype=torch.float32)[:, None]
    optimizer, losses = torch.optim.SGD(model.parameters(), lr=1.0), []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

def solve(seed, steps):
    while True:
        torch.manual_seed(seed)
        model = build()
        losses = train(model, steps)
        if solved(model):
            return model, losses
        seed += 1
"""


def build():
    layers = []
    for into, out in itertools.pairwise(SIZES):
        linear = nn.Linear(into, out)
        for parameter in linear.parameters():
            nn.init.normal_(parameter, 0, 3)
        layers += [linear, nn.Sigmoid()]
    return nn.Sequential(*layers)


def solved(model):
    return bool(((model(torch.tensor(X).float())[:, 0] > 0.5).numpy() == ANSWERS).all())


def student(**changes):
    variables = {"torch": torch, "nn": nn, "X": X, "ANSWERS": ANSWERS, "build": build, "solved": solved} | changes
    exec(STUDENT, variables)
    return types.SimpleNamespace(**variables)


@pytest.fixture(scope="module")
def descents():
    learned, said = [], []
    for number in range(COUNT):
        torch.manual_seed(SEED + number)
        model = build()
        learned.append(list(probes.parameters_of(model).values()))
        said.append(probes.outputs(model, X)[:, 0].numpy())
    found = {"learned": [np.stack(arrays) for arrays in zip(*learned, strict=True)], "said": np.stack(said)}
    return Descents.of(found, SIZES, SEED, X, ANSWERS, STEPS)


def solve(wanted, one, needed=3, steps=STEPS):
    return probes.until_learned(lambda: one.solve(wanted.seed, steps), one.solve, "train", needed)


@pytest.mark.parametrize("sizes", [[2, 2, 1], [3, 4, 2, 1]])
def test_descents_are_those_of_torch(sizes):
    rng = np.random.default_rng(1)
    layers = [(rng.normal(size=(2, out, into)), rng.normal(size=(2, out))) for into, out in itertools.pairwise(sizes)]
    x, answers = rng.normal(size=(5, sizes[0])), rng.integers(0, 2, 5).astype(float)
    found = reference.sigmoid_descents(layers, x, answers, 7, 0.5)
    for number in range(2):
        parameters = [torch.tensor(part[number], requires_grad=True) for layer in layers for part in layer]
        for step in range(8):
            scores = torch.tensor(x)
            for weight, bias in zip(parameters[::2], parameters[1::2], strict=True):
                scores = (torch.sigmoid(scores) if weight is not parameters[0] else scores) @ weight.T + bias
            np.testing.assert_allclose(found[step, number], scores[:, 0].detach(), rtol=1e-9)
            loss = nn.functional.binary_cross_entropy_with_logits(scores[:, 0], torch.tensor(answers))
            gradients = torch.autograd.grad(loss, parameters)
            parameters = [(p - 0.5 * g).detach().requires_grad_() for p, g in zip(parameters, gradients, strict=True)]


def test_matrices_may_stand_the_other_way_round():
    rng = np.random.default_rng(2)
    weights, biases = (
        [rng.normal(size=(1, 3, 2)), rng.normal(size=(1, 1, 3))],
        [rng.normal(size=(1, 3)), rng.normal(size=(1, 1))],
    )
    turned = [w.transpose(0, 2, 1) for w in weights]
    np.testing.assert_array_equal(
        output_scores(weights + biases, SIZES, X),
        output_scores([turned[0], biases[0], turned[1], biases[1]], SIZES, X),
    )


@pytest.mark.parametrize("failures", [0, 2])
def test_a_right_solution_passes(descents, failures):
    wanted = descents.after_failures(failures)
    assert wanted.right.all(axis=-1).tolist() == [False] * failures + [True]
    found = solve(wanted, student(), failures + 1)
    wanted.until_learned(found)
    wanted.keeps_losses(found)


@pytest.mark.parametrize(
    ("changes", "steps", "message"),
    [
        ({"solved": lambda model: True}, STEPS, r"It stops at a network that answers [123] of 4 correctly"),
        ({"solved": lambda model: False}, STEPS, r"answers all 4 correctly, but the training goes on"),
        ({}, STEPS + 1, "The number of losses of a training of 60 steps should be 60, but is 61"),
        ({"ANSWERS": 1 - ANSWERS}, STEPS, r"The first loss of a new network \[2, 3, 1\] of seed"),
    ],
)
def test_wrong_solutions_are_told_why(descents, changes, steps, message):
    wanted = descents.after_failures(2)
    with pytest.raises(expect.CheckFailed, match=message):
        wanted.until_learned(solve(wanted, student(**changes), steps=steps))


def test_losses_of_another_training(descents):
    wanted = descents.after_failures(0)
    found = solve(wanted, student(), 1)
    with pytest.raises(expect.CheckFailed, match="should be 60, but is 120"):
        wanted.keeps_losses(found | {"losses": found["losses"] * 2})
    with pytest.raises(expect.CheckFailed, match="No losses come back"):
        wanted.keeps_losses(found | {"losses": []})


def test_networks_that_never_learn(descents):
    with pytest.raises(expect.CheckFailed, match="None of 80 new networks"):
        descents.after_failures(COUNT)


def test_other_networks_are_noticed(descents):
    found = {"learned": [np.zeros((1, 3, 2)), np.zeros((1, 3)), np.zeros((1, 1, 3)), np.zeros((1, 1))], "said": np.ones((1, 4))}
    with pytest.raises(expect.CheckFailed, match="The outputs of new networks"):
        Descents.of(found, SIZES, SEED, X, ANSWERS, 1)
