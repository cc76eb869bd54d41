"""Write four activation functions and their derivatives with NumPy."""

import numpy as np

from autograder import check, expect, probe

OK_FORMAT = False
name = "q7"


@probe
def values(student, name, z, more=()):
    """The value of the function `name` for z, and its warnings."""
    import warnings

    with warnings.catch_warnings(record=True) as met, np.errstate(over="warn", invalid="warn", divide="warn"):
        warnings.simplefilter("always")
        given = np.array(z)
        found = getattr(student, name)(given, *more)
    return {"given": given, "values": np.asarray(found, dtype=float), "warnings": [str(warning.message) for warning in met]}


def grid(ask):
    fresh = ask.rng("grid").normal(0, 3, (3, 8))
    return np.concatenate([fresh, [[0, 1e-3, -1e-3, 20, -20, 800, -800, 1e4], [0.5, -0.5, 1, -1, 2, -2, -1e4, 37]]])


def found(ask, function, more=()):
    answer = ask(values, name=function, z=grid(ask), more=list(more))
    expect.that(not answer["warnings"], f"{function} warns: {' '.join(answer['warnings'][:1])}.")
    expect.that(np.array_equal(answer["given"], grid(ask)), f"{function} changes the array that it was given.")
    return expect.array(answer["values"], f"What {function} returns", grid(ask).shape)


def judge(ask, function, wanted, more=()):
    expect.close(found(ask, function, more), wanted, function, rtol=1e-5, atol=1e-6)


def judge_derivative_with_corner(ask, function, below, more=()):
    """The derivative is 1 above 0 and `below` under it; at 0, any value between is right."""
    z, derivative = grid(ask), found(ask, function, more)
    at_corner = derivative[z == 0]
    expect.that(bool(((at_corner >= below) & (at_corner <= 1)).all()), f"{function} at 0 should lie between {below:g} and 1.")
    expect.close(np.where(z == 0, 1, derivative), np.where(z >= 0, 1, below), function, rtol=1e-6)


@check("sigmoid", points=0.5, hint="e⁻ᶻ is too large for z = −1,000.")
def sigmoid(ask):
    judge(ask, "sigmoid", expect.reference.sigmoid(grid(ask)))


@check("The derivative of sigmoid", points=0.5, hint="σ(1 − σ).")
def sigmoid_derivative(ask):
    wanted = expect.reference.sigmoid(grid(ask))
    judge(ask, "sigmoid_slope", wanted * (1 - wanted))


@check("tanh", points=0.5, hint="2σ(2z) − 1.")
def tanh(ask):
    judge(ask, "tanh", np.tanh(grid(ask)))
    halves = ask(values, name="sigmoid", z=2 * grid(ask), more=[])["values"]
    expect.close(found(ask, "tanh"), 2 * halves - 1, "tanh z, which is 2σ(2z) − 1 with your own sigmoid,", rtol=1e-5, atol=1e-6)


@check("The derivative of tanh", points=0.5, hint="1 − tanh².")
def tanh_derivative(ask):
    judge(ask, "tanh_slope", 1 - np.tanh(grid(ask)) ** 2)


@check("ReLU", points=0.5, hint="The larger one of z and 0.")
def relu(ask):
    judge(ask, "relu", np.maximum(grid(ask), 0))


@check("The derivative of ReLU", points=0.5, hint="A number for each place: 0 or 1.")
def relu_derivative(ask):
    judge_derivative_with_corner(ask, "relu_slope", below=0.0)


LEAKY = (((), 0.01), ((0.2,), 0.2))  # the argument for alpha, and its value


@check("LeakyReLU", points=0.5, hint="alpha times z below 0; alpha is 0.01 unless another is given.")
def leaky_relu(ask):
    z = grid(ask)
    for more, alpha in LEAKY:
        judge(ask, "leaky_relu", np.where(z > 0, z, alpha * z), more)


@check("The derivative of LeakyReLU", points=0.5, hint="1 above 0, alpha below.")
def leaky_relu_derivative(ask):
    for more, alpha in LEAKY:
        judge_derivative_with_corner(ask, "leaky_relu_slope", below=alpha, more=more)
