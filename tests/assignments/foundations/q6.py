"""Derive the gradients of a small network by hand: forward pass, then backpropagation."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q6"

SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}


@probe
def simple(student, w, x, b):
    return [float(value) for value in student.simple_backward(w, x, b)]


@probe
def network(student, parameters, x, target):
    """The network's outputs; with a target, its gradients; and the parameters afterwards."""
    given = {name: np.array(value) for name, value in parameters.items()}
    if target is not None:
        return {"gradients": student.backward(given, np.array(x), target), "given": given}
    hidden, output = student.forward(given, np.array(x))
    return {"hidden": hidden, "output": output, "given": given}


def cases(ask, backward=False):
    """Parameters, input and target of three networks, and the results of the student's forward or backward."""
    for number in range(3):
        rng = ask.rng(f"network {number}")
        parameters = {name: rng.normal(0, 1, shape) for name, shape in SHAPES.items()}
        x, target = rng.normal(0, 1, 2), float(rng.uniform())
        yield parameters, x, target, ask(network, parameters=parameters, x=x, target=target if backward else None)


def nudged(parameters, x, target, name, nudge=1e-5):
    """The derivatives by central differences."""
    found = np.zeros(SHAPES[name])
    for place in np.ndindex(found.shape):
        for sign in (1, -1):
            moved = {key: value.copy() for key, value in parameters.items()}
            moved[name][place] += sign * nudge
            found[place] += sign * 0.5 * (expect.reference.sigmoid_network(moved, x)[1].item() - target) ** 2
    return found / (2 * nudge)


def judge_gradients(ask, names):
    for parameters, x, target, found in cases(ask, backward=True):
        gradients = expect.record(found["gradients"], list(SHAPES), "What backward returns")
        wanted = expect.reference.sigmoid_network_gradients(parameters, x, target)
        for name in names:
            given = expect.array(gradients[name], tr("The derivative by {}", name), SHAPES[name])
            mistakes = expect.backward_mistakes.of(name, parameters, x, target)
            expect.close(given, wanted[name], tr("The derivative by {}", name), rtol=0, atol=1e-6, mistakes=mistakes)
            expect.close(
                given,
                nudged(parameters, x, target, name),
                tr("The derivative by {}, when it is nudged,", name),
                rtol=0,
                atol=1e-6,
            )
        expect.unchanged(parameters, found["given"], "The parameters")


@check("f = w·x + b and its three derivatives", points=1, hint="By how much does f change if only w changes?")
def warm_up(ask):
    rng = ask.rng("simple")
    for w, x, b in [(-2.0, 5.0, 3.0), *rng.normal(0, 3, (3, 3)).tolist()]:
        found = ask(simple, w=w, x=x, b=b)
        expect.equal(len(found), 4, "The number of values that simple_backward returns")
        others = {"w": w, "x": x, "b": b, "0": 0.0, "f": w * x + b}
        for what, value, wanted in zip(("f", "df/dw", "df/dx", "df/db"), found, (w * x + b, x, w, 1.0), strict=True):
            known = {tr("{} is given as {}", what, name): other for name, other in others.items()}
            expect.close(
                value, wanted, tr("{} for w = {:.3g}, x = {:.3g}, b = {:.3g}", what, w, x, b), rtol=1e-6, mistakes=known
            )


@check("Forward: hidden units and output", points=1, hint="W1 @ x + b1, then the sigmoid; and the same again.")
def forward(ask):
    for parameters, x, _, found in cases(ask):
        hidden, output = expect.reference.sigmoid_network(parameters, x)
        w1, b1, w2, b2 = (parameters[name] for name in SHAPES)
        sigmoid = expect.reference.sigmoid
        hidden_mistakes = {
            "the sigmoid is missing": w1 @ x + b1,
            "W1 is transposed": sigmoid(w1.T @ x + b1),
            "b1 is added after the sigmoid": sigmoid(w1 @ x) + b1,
            "b1 is left out": sigmoid(w1 @ x),
        }
        output_mistakes = {"the unit takes x, not h": sigmoid(w2 @ x + b2), "the sigmoid is missing": w2 @ hidden + b2}
        expect.close(found["hidden"], hidden, "The hidden units", rtol=0, atol=1e-6, mistakes=hidden_mistakes)
        expect.close(found["output"], output, "The output", rtol=0, atol=1e-6, mistakes=output_mistakes)


@check("Backward: the output layer", points=1, hint="δ at the end of the weight, times the value at its beginning.")
def output_layer(ask):
    judge_gradients(ask, ["W2", "b2"])


@check(
    "Backward: the hidden layer",
    points=2,
    hint="δ goes back through the weights W2, and through the slope of each hidden unit.",
)
def hidden_layer(ask):
    judge_gradients(ask, ["W1", "b1"])
