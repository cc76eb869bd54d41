"""Scores, losses and accuracies of classifiers: right ones pass, and known mistakes are named."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from autograder import expect
from autograder.checks.failure import CheckFailed


def drawn(size=1.0, dtype=torch.float64):
    rng = np.random.default_rng(3)
    return torch.tensor(rng.normal(0, size, (13, 4)), dtype=dtype, requires_grad=True), torch.tensor(
        rng.permutation(np.arange(13) % 4)
    )


def judged(loss, size=1.0, dtype=torch.float64, rtol=1e-6):
    scores, labels = drawn(size, dtype)
    cost = loss(scores, labels)
    cost.sum().backward()
    numbers = scores.detach().double().numpy()
    expect.mean_cross_entropy(cost.detach().numpy(), scores.grad.double().numpy(), numbers, labels.numpy(), rtol)


@pytest.mark.parametrize("size", [1, 400])
@pytest.mark.parametrize(
    "loss",
    [
        functional.cross_entropy,
        lambda scores, labels: functional.nll_loss(torch.log_softmax(scores, 1), labels),
        lambda scores, labels: (torch.logsumexp(scores, 1) - scores[torch.arange(13), labels]).mean(),
    ],
)
def test_right_losses_pass(loss, size):
    judged(loss, size)
    judged(loss, size, torch.float32, 1e-4)


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (
            lambda scores, labels: functional.cross_entropy(scores, labels, reduction="sum"),
            "summed over the rows, not averaged",
        ),
        (lambda scores, labels: functional.cross_entropy(scores.softmax(1), labels), "a softmax was applied before it"),
        (lambda scores, labels: 2 * functional.cross_entropy(scores, labels), "The cost of 13 rows"),
        (lambda scores, labels: functional.cross_entropy(scores, labels, label_smoothing=0.1), "The cost of 13 rows"),
        (lambda scores, labels: functional.cross_entropy(scores, labels) * float("nan"), "The cost"),
        (
            lambda scores, labels: (
                functional.cross_entropy(scores, labels) + 0 * scores.sum() + (scores - scores.detach()).sum()
            ),
            "The gradient of the cost",
        ),
    ],
)
def test_wrong_losses_are_named(loss, message):
    with pytest.raises(CheckFailed, match=message):
        judged(loss)


def test_scores_before_any_softmax():
    scores = drawn()[0].detach()
    expect.raw_scores(scores.numpy())
    for squashed in (scores.softmax(1), scores.log_softmax(1)):
        with pytest.raises(CheckFailed, match="leave softmax out"):
            expect.raw_scores(squashed.numpy())


def test_near_ties_are_counted():
    assert expect.undecided(np.array([[1.0, 1.00001, 0], [1, 2, 3], [5, 5, 0]])) == 2


def test_rows_are_found_in_any_order():
    known = np.random.default_rng(0).normal(0, 1, (20, 3))
    assert expect.rows_among(known[[5, 3, 3]], known)
    assert not expect.rows_among(known[:2] + 0.1, known)
    assert not expect.rows_among(known[:, :2], known)
    assert not expect.rows_among(known[0], known)


def test_scores_follow_from_the_inputs_they_are_said_to_be_of():
    rng = np.random.default_rng(0)
    weight, inputs = rng.normal(0, 1, (4, 3)), rng.normal(0, 100, (20, 4))
    scores = inputs @ weight

    def network(x):
        return x @ weight

    assert expect.scores_follow(scores.astype(np.float32), inputs[:8], network)
    assert expect.scores_follow(scores, inputs, network)
    assert not expect.scores_follow(scores[1:], inputs[:8], network)
    assert not expect.scores_follow(np.zeros((20, 3)), inputs[:8], network)
    assert not expect.scores_follow(scores, inputs[:0], network)
    assert not expect.scores_follow(scores[:4], inputs, network)
    assert not expect.scores_follow(scores, inputs[:, :2], network)
    assert not expect.scores_follow(scores[0], inputs[0], network)
    with pytest.raises(CheckFailed, match="tensor or an array"):
        expect.scores_follow("none", inputs, network)


def test_displacement_is_one_row_by_name():
    before = {"b": np.zeros(2), "a": np.ones((1, 2))}
    after = {"a": np.array([[1.0, 3.0]]), "b": np.array([5.0, 0.0]), "c": np.zeros(9)}
    assert expect.displacement(before, after).tolist() == [0, 2, 5, 0]
    with pytest.raises(CheckFailed, match="b"):
        expect.displacement(before, {"a": after["a"]})
