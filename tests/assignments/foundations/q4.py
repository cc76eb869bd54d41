"""Train a perceptron with a sigmoid on AND, OR and XOR."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q4"

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"AND": np.array([0.0, 0, 0, 1]), "OR": np.array([0.0, 1, 1, 1]), "XOR": np.array([0.0, 1, 1, 0])}


@probe
def untrained(student, points, seed):
    """The outputs of a new perceptron for some points."""
    import torch

    probes.seed(seed)
    model = student.Perceptron()
    said = model(torch.tensor(points, dtype=torch.float32))
    in_use = model.eval()(torch.tensor(points, dtype=torch.float32))
    new = probes.draws_anew(student.Perceptron, seed)
    return {"said": said, "in_use": in_use, "learned": probes.parameters_of(model), "new": new}


@probe
def loss(student, probabilities, answers):
    import torch

    found = student.binary_cross_entropy(torch.tensor(probabilities).float(), torch.tensor(answers).float())
    return float(found)


@probe
def trained(student, answers, steps, learning_rate, seed):
    """A perceptron's outputs for the corners before and after training, and the losses."""
    import torch

    probes.seed(seed)
    model, corners = student.Perceptron(), torch.tensor(CORNERS, dtype=torch.float32)
    before = model(corners)
    losses = student.train_gate(model, torch.tensor(answers, dtype=torch.float32).view(4, 1), steps, learning_rate)
    return {"before": before, "after": model(corners), "losses": [float(value) for value in losses]}


def scores(probabilities, what):
    """The scores with these `probabilities` after a sigmoid."""
    p = expect.array(probabilities, what)
    expect.that(p.ndim == 2 and p.shape[1] == 1, tr("{} should have the shape (N, 1), but has {}.", what, p.shape))
    p = p[:, 0]
    expect.that(
        bool(((p >= 0) & (p <= 1)).all()),
        tr("{} should lie between 0 and 1, but run from {:.3g} to {:.3g}.", what, p.min(), p.max()),
    )
    exact = int(((p == 0) | (p == 1)).sum())
    expect.that(
        not exact,
        tr("{}: {} of {} are exactly 0 or 1, which a sigmoid only gives for scores far from 0.", what, exact, p.size)
        + tr(" Are they rounded, or is it the softmax of a single score?"),
    )
    return np.log(p) - np.log1p(-p)


@check("A perceptron is a linear layer and a sigmoid", points=1, hint="One score from two inputs, then torch.sigmoid.")
def perceptron(ask):
    points = np.concatenate([[[0, 0], [1, 0], [0, 1]], ask.rng("points").normal(0, 2, (20, 2))])
    found = ask(untrained, points=points, seed=ask.seeds(1)[0])
    expect.array(found["said"], "What the perceptron says of 23 points", (23, 1))
    expect.equal(sum(value.size for value in found["learned"].values()), 3, "The number of weights and constants")
    expect.new_weights(found["new"], "The perceptron")
    score = scores(found["said"], "What the perceptron says")
    expect.close(found["in_use"], found["said"], "What the perceptron says in evaluation mode")
    linear = score[0] + points @ (score[1:3] - score[0])
    expect.close(score, linear, "The scores before the sigmoid", rtol=1e-3, atol=1e-3)


@check("The loss is the binary cross-entropy", points=1, hint="Of probabilities, averaged: nn.BCELoss.")
def binary_cross_entropy(ask):
    rng = ask.rng("loss")
    score, answers = rng.normal(0, 2, (7, 1)), rng.permutation(np.arange(7) % 2).astype(float).reshape(7, 1)
    found = ask(loss, probabilities=expect.reference.sigmoid(score), answers=answers)
    wanted = expect.reference.binary_cross_entropy(score, answers)
    expect.close(expect.number(found, "The loss"), wanted, "The loss of 7 probabilities", rtol=1e-4)


@check("Training is gradient descent, step by step", points=1, hint="zero_grad, loss, backward, step; each loss into the list.")
def training(ask):
    for gate, learning_rate in (("OR", 1.0), ("XOR", 0.4)):
        found = ask(trained, answers=GATES[gate], steps=30, learning_rate=learning_rate, seed=ask.seeds(1)[0])
        expect.that(len(found["losses"]) == 30, tr("30 steps make {} losses.", len(found["losses"])))
        start = scores(found["before"], "What the new perceptron says")
        weight, bias = np.array([start[2] - start[0], start[1] - start[0]]), start[0]
        for number in range(30):
            weight, bias, wanted = expect.reference.perceptron_step(weight, bias, CORNERS, GATES[gate], learning_rate)
            what = tr("The loss of step {} for {}", number + 1, gate)
            expect.close(found["losses"][number], wanted, what, rtol=1e-3, atol=1e-4)
        end = scores(found["after"], "What the trained perceptron says")
        expect.close(end, CORNERS @ weight + bias, tr("The scores after 30 steps for {}", gate), rtol=1e-2, atol=5e-3)


@check("AND and OR are learned, XOR is not", points=1, hint="Nothing to do here: it follows from the rest.")
def gates(ask):
    for gate, answers in GATES.items():
        found = ask(trained, answers=answers, steps=100, learning_rate=4.0, seed=ask.seeds(2)[1])
        expect.that(len(found["losses"]) == 100, tr("100 steps make {} losses for {}.", len(found["losses"]), gate))
        end = scores(found["after"], "What the trained perceptron says")
        certain = np.abs(end) > 1e-3  # for XOR all scores end at 0, and rounding gives them a sign
        right = int((((end > 0) == (answers > 0.5)) & certain).sum())
        loss = expect.reference.binary_cross_entropy(end, answers)
        if gate == "XOR":
            expect.that(
                right <= 3 and abs(loss - np.log(2)) < 1e-3,
                tr("XOR: {} of 4 right at a loss of {:.4f} cannot be.", right, loss),
            )
        else:
            expect.that(right == 4, tr("{}: {} of 4 are right after 100 steps, at a loss of {:.4f}.", gate, right, loss))
