"""Choose the loss, and make the optimizer."""

from functools import partial

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q4"

STEPS = 4


@probe
def loss(student, scores, labels):
    import torch

    scores = torch.tensor(scores, dtype=torch.float32, requires_grad=True)
    cost = student.criterion(scores, torch.tensor(labels))
    cost.sum().backward()
    return {"cost": cost, "gradient": scores.grad}


def some_model(student):
    """The student's network, or a small one: the optimizer is judged even if the network is not right yet."""
    try:
        return student.build_model(8, 6)
    except Exception:
        from torch import nn

        return nn.Sequential(nn.Linear(784, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 10))


@probe
def shapes(student):
    return {key: list(parameter.shape) for key, parameter in some_model(student).named_parameters()}


@probe
def optimizer_steps(student, learning_rate, start, gradients):
    """Set the parameters, and their gradients step by step; return the parameters' path, and Adam's state if torch keeps it."""
    import copy

    import torch

    model = some_model(student)
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for key, value in start.items():
            parameters[key].copy_(torch.tensor(value))
    student.make_optimizer(copy.deepcopy(model), 0.5)  # one made before must not matter
    optimizer = student.make_optimizer(model, learning_rate)
    path = []
    for gradient in gradients:
        optimizer.zero_grad()
        for key, value in gradient.items():
            parameters[key].grad = torch.tensor(value).to(parameters[key].dtype)
        optimizer.step()
        path.append(probes.parameters_of(model))
    state = getattr(optimizer, "state", {})
    adam = {
        key: {part: np.asarray(state[p][part]) for part in ("exp_avg", "exp_avg_sq", "step")}
        for key, p in model.named_parameters()
        if isinstance(state, dict) and {"exp_avg", "exp_avg_sq", "step"} <= set(state.get(p, ()))
    }
    return {"path": path, "state": adam, "settings": probes.settings_of(optimizer)}


def draw(rng, sizes, step):
    """Gradients of a step: shrinking, to distinguish AMSGrad from Adam; every seventh tiny, to show weight decay."""
    found = {}
    for key, size in sizes.items():
        gradient = rng.standard_normal(size, np.float32) * np.float32(0.1**step)
        gradient.ravel()[::7] *= 1e-4
        found[key] = gradient
    return found


def steps(ask, learning_rate):
    """The optimizer's initial parameters, the gradients of each step, and the results."""
    sizes, rng = ask(shapes), ask.rng("steps")
    expect.that(len(sizes) > 0, "The model has no parameters.")
    start = {key: rng.uniform(0.5, 1.5, size).astype(np.float32) for key, size in sizes.items()}
    gradients = [draw(rng, sizes, step) for step in range(STEPS)]
    found = ask(optimizer_steps, learning_rate=learning_rate, start=start, gradients=gradients)
    return start, gradients, found


@check(
    "The loss is the cross-entropy of the scores",
    points=1,
    hint="It takes the scores as they are, and averages over the batch.",
)
def cross_entropy(ask):
    rng = ask.rng("scores")
    labels = rng.permutation(np.arange(17) % 10)  # every digit occurs
    for size in (3, 300):  # scores in the hundreds overflow an exponential without a shift
        scores = rng.normal(0, size, (17, 10)).astype(np.float32)
        found = ask(loss, scores=scores, labels=labels)
        expect.mean_cross_entropy(found["cost"], found["gradient"], scores.astype(np.float64), labels)


@check("The optimizer moves every parameter", points=1, hint="Give it model.parameters().")
def every_parameter(ask):
    start, _, found = steps(ask, 0.0371)
    expect.all_moved(start, found["path"][0])


@check(
    "It is Adam, with the learning rate it is given", points=2, hint="Use learning_rate, and leave the other settings alone."
)
def adam(ask):
    for learning_rate in (0.0371, 0.0029):
        start, gradients, found = steps(ask, learning_rate)
        moved = {key for key, value in start.items() if not np.array_equal(value, found["path"][0][key])}
        expect.that(bool(moved), "A step of the optimizer moved no parameter at all.")
        usual = {"lr": learning_rate, "weight_decay": 0.0, "amsgrad": 0.0, "eps": 1e-8}
        with expect.epochs.explained_by(partial(expect.epochs.optimizer_is, found["settings"], "Adam", usual)):
            expect.adam_steps({key: start[key] for key in moved}, gradients, found["path"], learning_rate, found["state"])
