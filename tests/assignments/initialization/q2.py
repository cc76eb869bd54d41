"""Show that equal units stay equal: train a network that starts from a constant."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q2"

STEPS = 5


@probe
def constant(student, values):
    return [list(probes.parameters_of(student.constant_network(value)).values()) for value in values]


@probe
def gradients(student, weights, biases, x, y):
    """The first layer's gradients in a network with these weights, twice, and in a network of zeros."""
    import torch

    data, known = (torch.tensor(x), torch.tensor(y)), probes.sigmoid_network(weights, biases)
    zeros = probes.sigmoid_network([np.zeros_like(weight) for weight in weights])
    twice = [student.first_layer_gradient(known, *data).clone() for _ in range(2)]
    return {"twice": twice, "zeros": student.first_layer_gradient(zeros, *data)}


@probe
def trained(student, weights, biases, x, y):
    """The first weights after STEPS steps at the rate 0.2, and after more steps at the default rate; and in a network of equal units."""
    import torch

    data, networks = (torch.tensor(x), torch.tensor(y)), [probes.sigmoid_network(weights, biases) for _ in range(2)]
    first = student.first_weights_after(networks[0], *data, STEPS, 0.2)
    more = student.first_weights_after(networks[1], *data, STEPS + 3)
    alike = student.constant_network(0.4)
    spread = max(float(np.ptp(value)) for value in probes.parameters_of(alike).values())
    equal = student.first_weights_after(alike, data[0].float(), data[1].float(), 20)
    return {"given": [first, more], "equal": equal, "spread": spread}


def setting(ask):
    """Weights and biases of a network 3 → 5 → 1, and nine rows with their targets."""
    rng = ask.rng("weights")
    parameters = [rng.normal(0, 1, shape) for shape in ((5, 3), (5,), (1, 5), (1,))]
    return {
        "weights": parameters[::2],
        "biases": parameters[1::2],
        "x": rng.normal(0, 1, (9, 3)),
        "y": rng.normal(0, 1, (9, 1)),
    }


def backward(weights, biases, x, y):
    return expect.reference.squared_error_gradients(weights, x, y, biases)


@check("All weights and biases are the same", points=1, hint="Both layers, and their biases too.")
def constant_network(ask):
    values = [0.0, float(ask.rng("value").uniform(-1, 1))]
    for value, parameters in zip(values, ask(constant, values=values), strict=True):
        expect.equal(
            sorted(p.shape for p in parameters), [(1,), (1, 5), (5,), (5, 3)], "The shapes of the network's parameters"
        )
        for parameter in parameters:
            expect.close(parameter, np.full(parameter.shape, value), tr("A parameter of constant_network({:.3g})", value))


@check("The gradient that arrives at the first layer", points=1, hint="Of the mean squared error; none is left from before.")
def gradient(ask):
    given = setting(ask)
    found, what = ask(gradients, **given), "The gradient with respect to the first weight matrix"
    right = backward(**given)[0][0]
    pairs = backward(**given | {"y": np.full_like(given["y"], given["y"].mean())})[0][0]
    mistakes = {
        "squares are added up over the rows, not averaged": right * len(given["y"]),
        "the error is halved": right / 2,
        "the gradient of the call before is still there, and is added to": 2 * right,
        # The mean over all pairs has the gradient of the mean target.
        "(n,) is subtracted from (n, 1): each output is compared with each target": pairs,
    }
    for first in found["twice"]:
        expect.close(first, right, what, rtol=1e-5, atol=1e-8, mistakes=mistakes)
    zeros = expect.array(found["zeros"], "The gradient at zero", (5, 3))
    expect.that(not zeros.any(), tr("{} is exactly 0 in a network of zeros; yours is not.", what))


@check("Training is gradient descent", points=1, hint="zero_grad, loss, backward, step.")
def descent(ask):
    given = setting(ask)
    found = ask(trained, **given)
    for rate, steps, first in zip((0.2, 0.5), (STEPS, STEPS + 3), found["given"], strict=True):
        now = given
        for _ in range(steps):
            moves = backward(**now)
            weights = [w - rate * move for w, (move, _) in zip(now["weights"], moves, strict=True)]
            biases = [b - rate * move for b, (_, move) in zip(now["biases"], moves, strict=True)]
            now = now | {"weights": weights, "biases": biases}
        still = {"no step is taken, or there is no gradient when it is": given["weights"][0]}
        what = tr("The first weights after {} steps of {}", steps, rate)
        expect.close(first, now["weights"][0], what, rtol=1e-5, atol=1e-8, mistakes=still)


@check("Equal units stay equal", points=1, hint="Nothing to do here: it follows from the rest.")
def symmetry(ask):
    found = ask(trained, **setting(ask))
    first = expect.array(found["equal"], "The first weights", (5, 3))
    started = "though they started equal." if found["spread"] < 1e-6 else "but they did not start equal: see the first check."
    expect.that(bool(np.ptp(first, axis=0).max() < 1e-6), tr("After training the five units differ, {}", started))
    expect.that(not np.allclose(first, 0.4, atol=1e-4), "After training the weights are what they were.")
