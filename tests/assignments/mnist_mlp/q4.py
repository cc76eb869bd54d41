import numpy as np

from autograder import check, expect, fixtures, probe

OK_FORMAT = False
name = "q4"
points = 4

STEPS = 4


@probe
def loss(student, scores, labels):
    import torch

    scores = torch.tensor(scores, dtype=torch.float32, requires_grad=True)
    cost = student.criterion(scores, torch.tensor(labels))
    cost.sum().backward()
    return {"cost": cost, "gradient": scores.grad}


@probe
def optimiser_steps(student, learning_rate, seed):
    """Give every parameter the same fresh gradients, step by step; return where the parameters go, and Adam's state if torch keeps it."""
    import copy

    import torch

    try:
        model = student.build_model()
    except Exception:  # the optimiser is judged even where the model is not right yet
        from torch import nn

        model = nn.Sequential(nn.Linear(784, 100), nn.BatchNorm1d(100), nn.ReLU(), nn.Linear(100, 10))
    fixtures.randomise(model, seed)
    start = fixtures.parameters_of(model)
    student.make_optimizer(copy.deepcopy(model), 0.5)  # one made before must not matter
    optimizer = student.make_optimizer(model, learning_rate)
    generator = torch.Generator().manual_seed(seed)
    gradients, path = [], []
    for step in range(STEPS):
        optimizer.zero_grad()
        for parameter in model.parameters():
            gradient = torch.randn(parameter.shape, generator=generator) * 0.1**step  # shrinking: AMSGrad and Adam part here
            gradient.flatten()[::7] *= 1e-4  # tiny ones: weight decay would drown them
            parameter.grad = gradient.to(parameter.dtype)
        gradients.append({key: p.grad.numpy().copy() for key, p in model.named_parameters()})
        optimizer.step()
        path.append(fixtures.parameters_of(model))
    state = getattr(optimizer, "state", {})
    adam = {
        key: {part: np.asarray(state[p][part]) for part in ("exp_avg", "exp_avg_sq", "step")}
        for key, p in model.named_parameters()
        if isinstance(state, dict) and {"exp_avg", "exp_avg_sq", "step"} <= set(state.get(p, ()))
    }
    return {"start": start, "gradients": gradients, "path": path, "state": adam}


def steps(ask, learning_rate):
    return ask(optimiser_steps, learning_rate=learning_rate, seed=ask.seeds(1)[0])


@check(
    "The loss is the cross-entropy of the scores",
    points=1,
    hint="It takes the scores as they are, and averages over the batch.",
)
def cross_entropy(ask):
    rng = ask.rng("scores")
    labels = rng.permutation(np.arange(17) % 10)  # every digit is among them
    for size in (3, 300):  # scores in the hundreds overflow an exponential that is not shifted
        scores = rng.normal(0, size, (17, 10)).astype(np.float32)
        judge_loss(ask(loss, scores=scores, labels=labels), scores.astype(np.float64), labels)


def judge_loss(found, scores, labels):
    cost, expected = expect.number(found["cost"], "The cost"), expect.reference.cross_entropy(scores, labels)
    probabilities = np.exp(expect.reference.log_softmax(scores))
    mistakes = {
        "summed over the batch, not averaged": 17 * expected,
        "the cross-entropy of probabilities: a softmax was applied before it": expect.reference.cross_entropy(
            probabilities, labels
        ),
    }
    for mistake, value in mistakes.items():
        expect.that(not abs(cost - value) <= 1e-4, f"The cost is {mistake}.")
    expect.close(cost, expected, "The cost of a batch of 17", rtol=1e-4, atol=1e-5)
    gradient = expect.reference.cross_entropy_gradient(scores, labels)
    expect.close(found["gradient"], gradient, "The gradient of the cost", rtol=1e-3, atol=1e-6)


@check("The optimiser moves every parameter", points=1, hint="Give it model.parameters().")
def every_parameter(ask):
    found = steps(ask, 0.0371)
    expect.all_moved(found["start"], found["path"][0])


@check(
    "It is Adam, with the learning rate it is given", points=2, hint="Use learning_rate, and leave the other settings alone."
)
def adam(ask):
    for learning_rate in (0.0371, 0.0029):
        found = steps(ask, learning_rate)
        moved = {key for key, value in found["start"].items() if not np.array_equal(value, found["path"][0][key])}
        expect.that(bool(moved), "A step of the optimiser moved no parameter at all.")
        expect.adam_steps({key: found["start"][key] for key in moved}, found["gradients"], found["path"], learning_rate)
        expect.adam_state(found["start"], found["gradients"], found["state"])
