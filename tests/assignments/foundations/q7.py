"""Write four activation functions and their derivatives with NumPy."""

import numpy as np

from autograder import check, expect, probe, tr

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
    tried = expect.try_it(expect.call(function, np.array([-1e4, 0, 1e4]), *more))
    expect.that(not answer["warnings"], tr("{} warns: {}.{}", function, " ".join(answer["warnings"][:1]), tried))
    expect.that(np.array_equal(answer["given"], grid(ask)), tr("{} changes the array that it was given.", function))
    return expect.array(answer["values"], tr("What {} returns", function), grid(ask).shape)


def judge(ask, function, wanted, mistakes, more=()):
    expect.elementwise(found(ask, function, more), wanted, function, grid(ask), more, rtol=1e-5, atol=1e-6, mistakes=mistakes)


def judge_derivative_with_corner(ask, function, below, more=(), mistakes=None):
    """The derivative is 1 above 0 and `below` under it; at 0 itself anything between."""
    z, derivative = grid(ask), found(ask, function, more)
    at_corner = derivative[z == 0]
    wanted, known = np.where(z > 0, 1, below), {what: np.where(z == 0, below, v) for what, v in (mistakes or {}).items()}
    expect.elementwise(np.where(z == 0, below, derivative), wanted, function, z, more, rtol=1e-6, mistakes=known)
    at_0 = tr("{} at 0 should lie between {:g} and 1, but is {:.6g}.", function, below, at_corner[0])
    expect.that(bool(((at_corner >= below) & (at_corner <= 1)).all()), at_0)


@check("sigmoid", points=0.5, hint="e⁻ᶻ is too large for z = −1,000.")
def sigmoid(ask):
    z = grid(ask)
    mistakes = {
        "e to the power of z stands for e to the power of −z": expect.reference.sigmoid(-z),
        "|z| is taken in place of z": expect.reference.sigmoid(np.abs(z)),
    }
    judge(ask, "sigmoid", expect.reference.sigmoid(z), mistakes)


@check("The derivative of sigmoid", points=0.5, hint="σ(1 − σ).")
def sigmoid_derivative(ask):
    wanted = expect.reference.sigmoid(grid(ask))
    mistakes = {"z stands for σ(z) in σ(1 − σ)": grid(ask) * (1 - grid(ask)), "the sign is wrong": wanted * (wanted - 1)}
    judge(ask, "sigmoid_slope", wanted * (1 - wanted), mistakes)


@check("tanh", points=0.5, hint="2σ(2z) − 1.")
def tanh(ask):
    mistakes = {"the 2 in σ(2z) is missing": np.tanh(grid(ask) / 2)}
    judge(ask, "tanh", np.tanh(grid(ask)), mistakes)


@check("The derivative of tanh", points=0.5, hint="1 − tanh².")
def tanh_derivative(ask):
    z, value = grid(ask), np.tanh(grid(ask))
    mistakes = {
        "z stands for tanh z": 1 - z**2,
        "tanh is not squared": 1 - value,
        "the 2 within σ(2z) is not differentiated": (1 - value**2) / 2,
    }
    judge(ask, "tanh_slope", 1 - value**2, mistakes)


@check("ReLU", points=0.5, hint="The larger one of z and 0.")
def relu(ask):
    judge(ask, "relu", np.maximum(grid(ask), 0), {"it is cut off at 6 as well": np.clip(grid(ask), 0, 6)})


@check("The derivative of ReLU", points=0.5, hint="A number for each place: 0 or 1.")
def relu_derivative(ask):
    judge_derivative_with_corner(ask, "relu_slope", below=0.0, mistakes={"it is −1 below 0": np.where(grid(ask) > 0, 1, -1)})


LEAKY = (((), 0.01), ((0.2,), 0.2))  # the argument for alpha, and its value


@check("LeakyReLU", points=0.5, hint="alpha times z below 0; alpha is 0.01 unless another is given.")
def leaky_relu(ask):
    z = grid(ask)
    for more, alpha in LEAKY:
        mistakes = {
            "alpha is not used: it is always 0.01": np.where(z > 0, z, 0.01 * z),
            "alpha itself stands for alpha times z": np.where(z > 0, z, alpha),
            "the smaller of z and alpha times z is taken": np.minimum(z, alpha * z),
            "alpha times z is added above 0, too": np.maximum(z, 0) + alpha * z,
        }
        judge(ask, "leaky_relu", np.where(z > 0, z, alpha * z), mistakes, more)


@check("The derivative of LeakyReLU", points=0.5, hint="1 above 0, alpha below.")
def leaky_relu_derivative(ask):
    for more, alpha in LEAKY:
        above = grid(ask) > 0
        mistakes = {
            "alpha is not used: it is always 0.01": np.where(above, 1, 0.01),
            "1 and alpha change places": np.where(above, alpha, 1),
        }
        judge_derivative_with_corner(ask, "leaky_relu_slope", below=alpha, more=more, mistakes=mistakes)
