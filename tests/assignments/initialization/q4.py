"""Measure how much of the gradient arrives at the first layer of a deep network."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q4"

SLOPES = {
    "sigmoid": (-0.9, -0.4),
    "ReLU": (-0.15, 0.1),
}  # of log₁₀ of the ratio for each further layer: measured −0.63 and −0.03


@probe
def networks(student, depth, activation, seed, rows):
    """A new network's parameters, and what it says of some rows."""
    import torch

    probes.seed(seed)
    network = student.deep_network(depth, activation)
    x = torch.tensor(rows, dtype=torch.float32)
    return {
        "parameters": list(probes.parameters_of(network).values()),
        "said": network(x),
        "new": probes.draws_anew(lambda: student.deep_network(depth, activation), seed),
    }


@probe
def norms(student, weights, rows, answers):
    """The student's norms of a network with these weights, twice."""
    import torch
    from torch import nn

    layers = []
    for w in weights:
        linear = nn.Linear(w.shape[1], w.shape[0]).double()
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(w))
            linear.bias.zero_()
        layers += [linear, nn.Sigmoid()]
    network, data = nn.Sequential(*layers[:-1]), (torch.tensor(rows), torch.tensor(answers))
    return [[float(value) for value in student.gradient_norms(network, *data)] for _ in range(2)]


@probe
def ratios(student, activation, depths, rows, answers, seed):
    import torch

    data = torch.tensor(rows, dtype=torch.float32), torch.tensor(answers, dtype=torch.float32)
    found = []
    for depth in depths:
        probes.seed(seed + depth)
        found.append(float(student.arriving(depth, activation, *data)))
    return found


@probe
def ratio_again(student, activation, depth, rows, answers, seed):
    """The ratio that the gradients of the same network have."""
    import torch
    from torch.nn import functional

    probes.seed(seed + depth)
    network = student.deep_network(depth, activation)
    functional.mse_loss(network(torch.tensor(rows, dtype=torch.float32)), torch.tensor(answers, dtype=torch.float32)).backward()
    sizes = [float(p.grad.norm()) for p in network.parameters() if p.ndim == 2]
    return sizes[0] / sizes[-2]


def data(ask, rows=50):
    rng = ask.rng("data")
    return rng.normal(0, 1, (rows, 20)), rng.normal(0, 1, (rows, 1))


@check("Xavier's weights with sigmoids, He's with ReLU, biases 0", points=1, hint="Normal distributions, in all layers.")
def deep_network(ask):
    rows, _ = data(ask)
    for activation, rule in (("sigmoid", "glorot_normal"), ("ReLU", "he_normal")):
        found = ask(networks, depth=9, activation=activation, seed=ask.seeds(1)[0], rows=rows)
        matrices = [p for p in found["parameters"] if p.ndim == 2]
        expect.equal([w.shape for w in matrices], [(50, 20), *[(50, 50)] * 8, (1, 50)], "The shapes of the weight matrices")
        expect.new_weights(found["new"], f"{activation}: the network")
        expect.drawn(matrices[0], rule, 20, 50, f"{activation}: the first weight matrix")
        expect.drawn(
            np.concatenate(matrices[1:-1]), rule, 50, 50, f"{activation}: the weight matrices in between", cut_off=False
        )
        expect.drawn(matrices[-1], rule, 50, 1, f"{activation}: the last weight matrix")
        for b in found["parameters"]:
            expect.that(b.ndim == 2 or not b.any(), f"{activation}: a bias is not 0.")
        x = rows
        for number, w in enumerate(matrices, 1):
            score = x @ w.T
            x = score if number == 10 else expect.reference.sigmoid(score) if activation == "sigmoid" else np.maximum(score, 0)
        expect.close(found["said"], x, f"{activation}: what the network says", rtol=1e-3, atol=1e-4)


@check("The norm of each gradient", points=1, hint="Root of the sum of squares, of the weight matrices only, first to last.")
def gradient_norms(ask):
    rows, answers = data(ask, 9)
    weights = [ask.rng("weights").normal(0, 0.5, shape) for shape in ((6, 20), (5, 6), (1, 5))]
    outputs = [rows]
    for w in weights[:-1]:
        outputs.append(expect.reference.sigmoid(outputs[-1] @ w.T))
    d_score, wanted = 2 * (outputs[-1] @ weights[-1].T - answers) / len(rows), []
    for w, into in zip(weights[::-1], outputs[::-1], strict=True):
        wanted.append(np.linalg.norm(d_score.T @ into))
        d_score = d_score @ w * into * (1 - into)
    for found in ask(norms, weights=weights, rows=rows, answers=answers):
        expect.close(found, wanted[::-1], "The norms of the gradients of three layers", rtol=1e-5)


@check("What arrives, compared with the last hidden layer", points=1, hint="The output layer, the very last, is left out.")
def arriving(ask):
    rows, answers = data(ask)
    setting = {"rows": rows, "answers": answers, "seed": ask.seeds(1)[0] // 2}
    for activation in SLOPES:
        found = ask(ratios, activation=activation, depths=[2, 4], **setting)
        for depth, value in zip([2, 4], found, strict=True):
            wanted = ask(ratio_again, activation=activation, depth=depth, **setting)
            expect.close(value, wanted, f"The ratio for {depth} layers with {activation}", rtol=1e-3)


@check("With sigmoids it vanishes, with ReLU it does not", points=1, hint="Nothing to do here: it follows from the rest.")
def vanishing(ask):
    rows, answers = data(ask)
    depths = list(range(2, 11))
    for activation, (low, high) in SLOPES.items():
        found = np.array(
            ask(ratios, activation=activation, depths=depths, rows=rows, answers=answers, seed=ask.seeds(1)[0] // 2)
        )
        expect.that(bool((found > 0).all()), f"{activation}: a ratio is 0 or negative.")
        slope = float(np.polyfit(depths, np.log10(found), 1)[0])
        expect.that(
            low < slope < high,
            f"{activation}: with each further layer the ratio is multiplied by {10**slope:.2f}; "
            f"it should be between {10**low:.2f} and {10**high:.2f}.",
        )
