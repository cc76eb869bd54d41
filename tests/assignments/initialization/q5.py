"""Find the two mistakes in a Keras function that builds a network for square images."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q5"


@probe
def network(student, weight_init, side, rows, seed):
    probes.seed(seed)
    return probes.dissect_keras(student.make_model(weight_init, side), rows, seed)


@probe
def weights(student, weight_init, seed):
    probes.seed(seed)
    return [w for w in student.make_model(weight_init, 28).get_weights() if w.ndim == 2]


@probe
def new_weights(student, seed):
    return probes.draws_anew(lambda: student.make_model("glorot_uniform", 8), seed)


def made(ask, weight_init, side=28):
    rows = ask.rng(f"rows {side}").random((20, side * side), np.float32)
    found = ask(network, weight_init=weight_init, side=side, rows=rows, seed=ask.seeds(1)[0])
    return expect.keras_network(found, rows, [side * side, 300, 100, 10])


def matrices(ask, weight_init):
    """The network's weights as they were drawn, with the fan_in and fan_out of each."""
    found = ask(weights, weight_init=weight_init, seed=ask.seeds(1)[0])
    expect.equal(
        [w.shape for w in found], [(784, 300), (300, 100), (100, 10)], tr("{}: the shapes of the weights", weight_init)
    )
    for w in found:
        yield w, *w.shape


@check("28 × 28 pixels: 235,500 + 30,100 + 1,010 parameters", points=1, hint="The layers are 784 → 300 → 100 → 10.")
def parameters(ask):
    expect.equal(
        made(ask, "glorot_uniform").parameters, 235_500 + 30_100 + 1_010, "The number of parameters for 28 × 28 pixels"
    )


@check("8 × 8 pixels too, with ReLU and softmax", points=1, hint="The number of inputs depends on side; name the activation.")
def small_images(ask):
    for side in (8, 28):
        made(ask, "glorot_uniform", side).computes(tr("For {} × {} pixels", side, side))


@check(
    "Xavier's, He's and LeCun's rules reach all weights", points=2, hint="kernel_initializer=…, in each of the three layers."
)
def rules(ask):
    expect.new_weights(ask(new_weights, seed=ask.seeds(1)[0]), "The network")
    for rule in ("glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"):
        for w, fan_in, fan_out in matrices(ask, rule):
            expect.drawn(w.T, rule, fan_in, fan_out, tr("{}: the weights {} → {}", rule, fan_in, fan_out))


@check("So do the others", points=1, hint="zeros, orthogonal, random_normal, random_uniform.")
def others(ask):
    for w, fan_in, fan_out in matrices(ask, "zeros"):
        expect.that(not w.any(), tr("zeros: the weights {} → {} are not all 0.", fan_in, fan_out))
    for w, fan_in, fan_out in matrices(ask, "random_normal"):
        expect.normal(w, 0.05, tr("random_normal: the weights {} → {}", fan_in, fan_out))
    for w, fan_in, fan_out in matrices(ask, "random_uniform"):
        expect.uniform(w, 0.05, tr("random_uniform: the weights {} → {}", fan_in, fan_out))
    for w, fan_in, fan_out in matrices(ask, "orthogonal"):
        what = tr("orthogonal: the products of the columns of the weights {} → {}", fan_in, fan_out)
        expect.close(w.T @ w, np.eye(fan_out), what, atol=1e-4)
