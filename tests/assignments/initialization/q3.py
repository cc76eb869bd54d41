"""Send random inputs through five layers, and describe the outputs of each layer."""

from functools import cache

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q3"

LAYERS, INPUTS = 5, 300
DRAWS = {"σ = 1": 1.0, "σ = 0.01": 0.01, "Xavier": np.sqrt(2 / 200), "He": np.sqrt(2 / 100)}
ACTIVATIONS = ["sigmoid", "tanh", "ReLU"]
FUNCTIONS = {"cosine": np.cos, "softplus": lambda z: np.log1p(np.exp(z))}

figure = probe(probes.figure_from("histogram_plot"))


@probe
def outputs(student, x, matrices, activation):
    """The outputs of layers with these matrices, one for each draw."""
    waiting = iter(matrices)
    return list(student.layer_outputs(x.copy(), FUNCTIONS[activation], lambda: next(waiting), len(matrices)))


@probe
def experiments(student, activation, seed, inputs):
    found = student.experiment(activation, np.random.default_rng(seed), inputs)
    return {str(name): list(layers) for name, layers in found.items()}


@probe
def pairs(student, layers):
    return [[float(value) for value in pair] for pair in student.statistics([layer.copy() for layer in layers])]


def some_layers(ask, purpose):
    rng = ask.rng(purpose)
    return [rng.normal(rng.normal(), rng.uniform(0.1, 2), (40, 100)) for _ in range(LAYERS)]


def simulated(activation, draw, rng):
    """Mean and log₁₀ of the standard deviation of each layer in one reference experiment."""
    x, found = rng.normal(0, 1, (INPUTS, 100)), []
    for _ in range(LAYERS):
        x = expect.reference.ACTIVATIONS[activation.lower()](x @ rng.normal(0, DRAWS[draw], (100, 100)))
        found.append(described(x))
    return found


@cache
def usual(activation, draw):
    """The center and the spread of twelve reference experiments, layer by layer: the same for every submission."""
    rng = np.random.default_rng(0)
    runs = np.array([simulated(activation, draw, rng) for _ in range(12)])
    return list(zip(runs.mean(axis=0), runs.std(axis=0, ddof=1), strict=True))


def shown(mean_and_log):
    return f"{mean_and_log[0]:.3g} ± {10 ** mean_and_log[1]:.2g}"


def described(output):
    return [output.mean(), np.log10(output.std() + 1e-300)]


@check("Each layer takes what the one before gives", points=1, hint="activation(x @ draw()), a new matrix for each layer.")
def layer_outputs(ask):
    for activation in FUNCTIONS:
        rng = ask.rng(activation)
        x, matrices = rng.normal(0, 1, (8, 100)), rng.normal(0, 0.1, (4, 100, 100))
        found = ask(outputs, x=x, matrices=list(matrices), activation=activation)
        expect.equal(len(found), 4, "The number of outputs of 4 layers")
        for number, (output, matrix) in enumerate(zip(found, matrices, strict=True), 1):
            x = FUNCTIONS[activation](x @ matrix)
            expect.close(output, x, tr("What comes out of layer {}", number), rtol=1e-6, atol=1e-9)


@check("Four ways to draw the weights", points=2, hint="With the functions of Question 1, for 100 in and 100 out.")
def experiment(ask):
    for activation in ACTIVATIONS:
        found = ask(experiments, activation=activation, seed=ask.seeds(1)[0], inputs=INPUTS)
        expect.equal(sorted(found), sorted(DRAWS), "The names in the experiment")
        for draw in DRAWS:
            expect.equal(len(found[draw]), LAYERS, tr("The number of layers for {}", draw))
            for number, (output, (middle, spread)) in enumerate(zip(found[draw], usual(activation, draw), strict=True), 1):
                seen = described(expect.array(output, "The outputs", (INPUTS, 100)))
                # Twelve runs underestimate the spread by up to 60 %: what is left are five deviations.
                near = np.abs(seen - middle) <= 12 * spread + [0.02 * abs(middle[0]), 0.02]
                about = tr("{}, {}: layer {} should give about {}", activation, draw, number, shown(middle))
                expect.that(bool(near.all()), tr("{}, but gives {}.", about, shown(seen)))
        if activation == "tanh":
            judge_first_matrix(ask, {draw: layers[0] for draw, layers in found.items()})


def judge_first_matrix(ask, first):
    """The first layer's weights, derived from its inputs and its tanh outputs, if the inputs are drawn by the given code."""
    x = np.random.default_rng(ask.seeds(1)[0]).normal(0, 1, (INPUTS, 100))
    for draw, rule in (("Xavier", "glorot_normal"), ("He", "he_normal")):
        scores = np.arctanh(np.clip(expect.array(first[draw], "The outputs", (INPUTS, 100)), -1 + 1e-12, 1 - 1e-12))
        rows = (np.abs(scores) < 8).all(axis=1)  # close to ±1 the outputs no longer tell
        weights = np.linalg.lstsq(x[rows], scores[rows])[0]
        if rows.any() and np.abs(x[rows] @ weights - scores[rows]).max() < 1e-6:
            expect.drawn(weights.T, rule, 100, 100, tr("{}: the first weight matrix", draw))


@check("Mean and standard deviation of each layer", points=1, hint="Of all that comes out of the layer.")
def statistics(ask):
    layers = some_layers(ask, "statistics")
    found = ask(pairs, layers=layers)
    expect.equal([len(pair) for pair in found], [2] * LAYERS, "The numbers for each of five layers")
    expect.close(found, [[layer.mean(), layer.std()] for layer in layers], "The statistics", rtol=1e-3)


@check("A histogram for each layer", points=2, hint="ax.hist of all its numbers (`ravel`), and a title.")
def histogram_plot(ask):
    layers = some_layers(ask, "histograms")
    expect.histograms(ask(figure, layers=layers), layers)
