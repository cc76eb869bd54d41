"""Write a softmax classifier: its linear model, its loss, and a step of gradient descent."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q1"

STEPS = 3


@probe
def classifier(student, rows, seed):
    """The classifier's weights and biases, derived from its scores, and its scores of some rows."""
    import torch

    probes.seed(seed)
    model = student.SoftmaxClassifier().double()
    with probes.in_double_precision():
        found = probes.linear_map(model, 3) | {"scores": model(torch.tensor(rows)), "learned": probes.parameters_of(model)}
    return found | {"new": probes.draws_anew(student.SoftmaxClassifier, seed)}


@probe
def loss(student, scores, labels):
    import torch

    scores = torch.tensor(scores, requires_grad=True)
    cost = student.cross_entropy(scores, torch.tensor(labels))
    cost.sum().backward()
    return {"cost": cost, "gradient": scores.grad}


@probe
def steps(student, rows, labels, learning_rate, seed):
    """Steps of a classifier with gradients left over from before: the initial weights, the weights after each step, and the losses."""
    import torch

    probes.seed(seed)
    model = student.SoftmaxClassifier().double()
    optimizer, taken = probes.noted_sgd(model, learning_rate)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    with probes.in_double_precision():
        path, costs = [probes.linear_map(model, 3)], []
        for _ in range(STEPS):
            costs.append(student.train_step(model, torch.tensor(rows), torch.tensor(labels), optimizer))
            path.append(probes.linear_map(model, 3))
    return {"path": path, "costs": costs, "taken": taken}


def some_rows(ask):
    rng = ask.rng("rows")
    return rng.normal(0, 1, (11, 3)), rng.permutation(np.arange(11) % 3)


def weights(found):
    return expect.array(found["weight"], "The weights", (3, 3)), expect.array(found["bias"], "The constants", (3,))


@check("The classifier is one linear layer, 3 → 3", points=1, hint="nn.Linear(3, 3), and nothing after it.")
def model(ask):
    rows, _ = some_rows(ask)
    found = ask(classifier, rows=rows, seed=ask.seeds(1)[0])
    scores = expect.array(found["scores"], "The scores of 11 rows", (11, 3))
    weight, bias = weights(found)
    expect.raw_scores(scores)
    expect.close(scores, rows @ weight.T + bias, "The scores", rtol=1e-6, atol=1e-8)
    count = sum(value.size for value in found["learned"].values())
    expect.equal(count, 12, "The number of weights and constants that are learned")
    expect.new_weights(found["new"], "The classifier")


@check("The loss is the cross-entropy", points=1, hint="The mean of −log_softmax at the label, of scores as they are.")
def cross_entropy(ask):
    rng = ask.rng("scores")
    labels = rng.permutation(np.arange(13) % 4)
    for size in (2, 400):  # scores in the hundreds overflow an exponential without a shift by row
        scores = rng.normal(0, size, (13, 4)) + size * np.linspace(-3, 3, 13)[:, None]
        found = ask(loss, scores=scores, labels=labels)
        expect.mean_cross_entropy(found["cost"], found["gradient"], scores, labels, rtol=1e-6)


def walked(ask):
    """The student's steps and the reference's, for two learning rates."""
    drawn, labels = some_rows(ask)
    for learning_rate, size in ((0.3, 1.0), (1.7, 6.0)):  # large rows give large gradients, which nothing may clip
        rows = size * drawn
        found = ask(steps, rows=rows, labels=labels, learning_rate=learning_rate, seed=ask.seeds(1)[0])
        wanted = [(*weights(found["path"][0]), None)]
        for _ in range(STEPS):
            wanted.append(expect.reference.softmax_step(*wanted[-1][:2], rows, labels, learning_rate))
        yield found, wanted[1:], learning_rate


@check("A step goes against the gradient", points=1, hint="The gradient of the loss, times the learning rate, once.")
def one_step(ask):
    for found, wanted, rate in walked(ask):
        before, after = (weights(place) for place in found["path"][:2])
        for number, what in enumerate((tr("weights"), tr("constants"))):
            path = before[number], after[number], wanted[0][number]
            expect.epochs.first_step(what, path, rate, 11, len(found["taken"]))


@check("Each step starts from fresh gradients", points=1, hint="The gradient of this step alone.")
def fresh_gradients(ask):
    for found, wanted, rate in walked(ask):
        places = [weights(place)[0] for place in found["path"]]
        expect.epochs.fresh_gradients(places, [places[0], *(step[0] for step in wanted)], rate)


@check("A step returns the loss, a number", points=1, hint="The loss computed before the step; `.item()` makes a number.")
def returned(ask):
    for found, wanted, _ in walked(ask):
        for number, cost in enumerate(found["costs"]):
            late = {"it is computed after the step": wanted[min(number + 1, STEPS - 1)][2]}
            value, what = expect.number(cost, "What train_step returns"), tr("The loss of step {}", number + 1)
            expect.close(value, wanted[number][2], what, rtol=1e-5, mistakes=late)
