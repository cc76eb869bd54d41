"""Measure how much of the gradient reaches the first layer of a deep network."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q4"

# Of log₁₀ of the ratio for each further layer: measured −0.63 and −0.03.
SLOPES = {"sigmoid": (-0.9, -0.4), "ReLU": (-0.15, 0.1)}


@probe
def networks(student, depth, activation, seed, rows):
    """A new network's parameters, and its outputs for some rows."""
    probes.seed(seed)
    network = student.deep_network(depth, activation)
    new = probes.draws_anew(lambda: student.deep_network(depth, activation), seed)
    return {"parameters": list(probes.parameters_of(network).values()), "outputs": probes.outputs(network, rows), "new": new}


@probe
def norms(student, weights, rows, answers):
    """The student's norms of a network with these weights, twice."""
    import torch

    network, data = probes.sigmoid_network(weights), (torch.tensor(rows), torch.tensor(answers))
    return [[float(value) for value in student.gradient_norms(network, *data)] for _ in range(2)]


@probe
def ratios(student, activation, depths, rows, answers, seed):
    """The student's ratios, and the norms of the gradients of the networks that they made for them."""
    import torch

    data, found, made = (torch.tensor(rows, dtype=torch.float32), torch.tensor(answers, dtype=torch.float32)), [], []
    for depth in depths:
        probes.seed(seed + depth)
        with probes.watched(student.arriving, "deep_network", lambda it: probes.gradient_norms(it, rows, answers)) as norms:
            found.append(float(student.arriving(depth, activation, *data)))
        made.append(norms[-1] if norms else None)
    return {"found": found, "made": made}


@probe
def ratio_again(student, activation, depth, rows, answers, seed):
    """The reference ratio of the gradients of the same network."""
    probes.seed(seed + depth)
    sizes = probes.gradient_norms(student.deep_network(depth, activation), rows, answers)
    return sizes[0] / sizes[-2]


def data(ask, rows=50):
    rng = ask.rng("data")
    return rng.normal(0, 1, (rows, 20)), rng.normal(0, 1, (rows, 1))


def network_of(ask, activation):
    """Some rows, a network of nine hidden layers, and its weight matrices."""
    rows, _ = data(ask)
    found = ask(networks, depth=9, activation=activation, seed=ask.seeds(1)[0], rows=rows)
    matrices = [p for p in found["parameters"] if p.ndim == 2]
    expect.equal([w.shape for w in matrices], [(50, 20), *[(50, 50)] * 8, (1, 50)], "The shapes of the weight matrices")
    return rows, found, matrices


@check("Xavier's weights with sigmoids, He's with ReLU, biases 0", points=0.5, hint="Normal distributions, in all layers.")
def deep_network(ask):
    for activation, rule in (("sigmoid", "glorot_normal"), ("ReLU", "he_normal")):
        _, found, (first, *between, last) = network_of(ask, activation)
        expect.new_weights(found["new"], tr("{}: the network", activation))
        expect.drawn(first, rule, 20, 50, tr("{}: the first weight matrix", activation))
        what = tr("{}: the weight matrices in between", activation)
        expect.drawn(np.concatenate(between), rule, 50, 50, what, cut_off=False)
        expect.drawn(last, rule, 50, 1, tr("{}: the last weight matrix", activation))
        biased = any(b.any() for b in found["parameters"] if b.ndim != 2)
        expect.that(not biased, tr("{}: a bias is not 0.", activation))


@check("The activation follows each layer but the last", points=0.5, hint="nn.Sigmoid or nn.ReLU; the last layer is linear.")
def activations(ask):
    for activation in SLOPES:
        rows, found, matrices = network_of(ask, activation)
        wanted = expect.reference.layer_outputs(matrices, rows, activation.lower())[-1]
        expect.close(found["outputs"], wanted, tr("{}: what the network gives", activation), rtol=1e-3, atol=1e-4)


@check("The norm of each gradient", points=1, hint="Root of the sum of squares, of the weight matrices only, first to last.")
def gradient_norms(ask):
    rows, answers = data(ask, 9)
    weights = [ask.rng("weights").normal(0, 0.5, shape) for shape in ((6, 20), (5, 6), (1, 5))]
    wanted = [np.linalg.norm(weight) for weight, _ in expect.reference.squared_error_gradients(weights, rows, answers)]
    for found in ask(norms, weights=weights, rows=rows, answers=answers):
        expect.close(found, wanted, "The norms of the gradients of three layers", rtol=1e-5)


@check("What arrives, compared with the last hidden layer", points=1, hint="The output layer, the very last, is left out.")
def arriving(ask):
    rows, answers = data(ask)
    setting = {"rows": rows, "answers": answers, "seed": ask.seeds(1)[0] // 2}
    for activation in SLOPES:
        found = ask(ratios, activation=activation, depths=[2, 4], **setting)
        for depth, value, made in zip([2, 4], found["found"], found["made"], strict=True):
            wanted = made[0] / made[-2] if made else ask(ratio_again, activation=activation, depth=depth, **setting)
            expect.close(value, wanted, tr("The ratio for {} layers with {}", depth, activation), rtol=1e-3)


@check("With sigmoids it vanishes, with ReLU it does not", points=1, hint="Nothing to do here: it follows from the rest.")
def vanishing(ask):
    rows, answers = data(ask)
    depths = list(range(2, 11))
    for activation, (low, high) in SLOPES.items():
        asked = ask(ratios, activation=activation, depths=depths, rows=rows, answers=answers, seed=ask.seeds(1)[0] // 2)
        found = np.array(asked["found"])
        expect.that(bool((found > 0).all()), tr("{}: a ratio is 0 or negative.", activation))
        slope = float(np.polyfit(depths, np.log10(found), 1)[0])
        shown = tr("{}: each further layer multiplies the ratio by {:.2f}", activation, 10**slope)
        expect.that(low < slope < high, tr("{}; it should be between {:.2f} and {:.2f}.", shown, 10**low, 10**high))
