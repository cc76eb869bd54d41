"""Show that equal units stay equal: train a network that starts from a constant."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q2"

STEPS = 5


@probe
def constant(student, values):
    return [list(probes.parameters_of(student.constant_network(value)).values()) for value in values]


@probe
def gradients(student, weights, x, y):
    """The first layer's gradients in a network with these weights, asked for twice, and in one of zeros."""
    import torch

    data = torch.tensor(x), torch.tensor(y)
    known = known_network(weights)
    twice = [student.first_layer_gradient(known, *data).clone() for _ in range(2)]
    zeros = known_network({name: np.zeros_like(value) for name, value in weights.items()})
    return {"twice": twice, "zeros": student.first_layer_gradient(zeros, *data)}


@probe
def trained(student, weights, x, y, steps, rate):
    import torch

    data = torch.tensor(x), torch.tensor(y)
    given = [
        student.first_weights_after(known_network(weights), *data, steps, rate),
        student.first_weights_after(known_network(weights), *data, steps + 3),
    ]
    return {
        "given": given,
        "equal": student.first_weights_after(student.constant_network(0.4), data[0].float(), data[1].float(), 20),
    }


def known_network(weights):
    import torch
    from torch import nn

    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1)).double()
    network.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return network


def setting(ask):
    rng = ask.rng("weights")
    shapes = {"0.weight": (5, 3), "0.bias": (5,), "2.weight": (1, 5), "2.bias": (1,)}
    return {name: rng.normal(0, 1, shape) for name, shape in shapes.items()}, rng.normal(0, 1, (9, 3)), rng.normal(0, 1, (9, 1))


def backward(weights, x, y):
    """The gradients of the mean squared error by each of the weights."""
    hidden = expect.reference.sigmoid(x @ weights["0.weight"].T + weights["0.bias"])
    d_output = 2 * (hidden @ weights["2.weight"].T + weights["2.bias"] - y) / len(x)
    d_hidden = d_output @ weights["2.weight"] * hidden * (1 - hidden)
    return {
        "0.weight": d_hidden.T @ x,
        "0.bias": d_hidden.sum(axis=0),
        "2.weight": d_output.T @ hidden,
        "2.bias": d_output.sum(axis=0),
    }


@check("All weights and biases are the same", points=1, hint="Both layers, and their biases too.")
def constant_network(ask):
    values = [0.0, float(ask.rng("value").uniform(-1, 1))]
    for value, parameters in zip(values, ask(constant, values=values), strict=True):
        expect.equal(
            sorted(p.shape for p in parameters), [(1,), (1, 5), (5,), (5, 3)], "The shapes of the network's parameters"
        )
        for parameter in parameters:
            expect.close(parameter, np.full(parameter.shape, value), f"A parameter of constant_network({value:.3g})")


@check("The gradient that arrives at the first layer", points=1, hint="Of the mean squared error; none is left from before.")
def gradient(ask):
    weights, x, y = setting(ask)
    found = ask(gradients, weights=weights, x=x, y=y)
    for first in found["twice"]:
        expect.close(
            first, backward(weights, x, y)["0.weight"], "The gradient by the first weight matrix", rtol=1e-5, atol=1e-8
        )
    zeros = expect.array(found["zeros"], "The gradient at zero", (5, 3))
    expect.that(not zeros.any(), "In a network of zeros the gradient by the first weights is exactly 0.")


@check("Training is gradient descent", points=1, hint="zero_grad, loss, backward, step.")
def descent(ask):
    weights, x, y = setting(ask)
    found = ask(trained, weights=weights, x=x, y=y, steps=STEPS, rate=0.2)
    for rate, steps, first in zip((0.2, 0.5), (STEPS, STEPS + 3), found["given"], strict=True):
        now = weights
        for _ in range(steps):
            gradients = backward(now, x, y)
            now = {name: value - rate * gradients[name] for name, value in now.items()}
        expect.close(first, now["0.weight"], f"The first weights after {steps} steps of {rate}", rtol=1e-5, atol=1e-8)


@check("Equal units stay equal", points=1, hint="Nothing to do here: it follows from the rest.")
def symmetry(ask):
    weights, x, y = setting(ask)
    first = expect.array(ask(trained, weights=weights, x=x, y=y, steps=STEPS, rate=0.2)["equal"], "The first weights", (5, 3))
    expect.that(bool(np.ptp(first, axis=0).max() < 1e-6), "After training the five units differ, though they started equal.")
    expect.that(not np.allclose(first, 0.4, atol=1e-4), "After training the weights are what they were.")
