"""Find the two mistakes in a Keras function that builds a network for square images."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q5"


@probe
def network(student, weight_init, side, rows, seed):
    probes.seed(seed)
    return probes.dissect_keras(student.make_model(weight_init, side), rows, seed)


def made(ask, weight_init, side=28):
    rows = ask.rng(f"rows {side}").random((20, side * side), np.float32)
    found = ask(network, weight_init=weight_init, side=side, rows=rows, seed=ask.seeds(1)[0])
    return expect.keras_network(found, rows, [side * side, 300, 100, 10])


def matrices(ask, weight_init):
    """The network's initial weights, with the fan_in and fan_out of each."""
    for w in made(ask, weight_init).kernels:
        yield w, *w.shape


@probe
def new_weights(student, seed):
    return probes.draws_anew(lambda: student.make_model("glorot_uniform", 8), seed)


@check("28 × 28 pixels: 235,500 + 30,100 + 1,010 parameters", points=1, hint="The layers are 784 → 300 → 100 → 10.")
def parameters(ask):
    expect.equal(
        made(ask, "glorot_uniform").parameters, 235_500 + 30_100 + 1_010, "The number of parameters for 28 × 28 pixels"
    )


@check("8 × 8 pixels too, with ReLU and softmax", points=1, hint="The number of inputs depends on side; name the activation.")
def small_images(ask):
    for side in (8, 28):
        made(ask, "glorot_uniform", side).computes(f"For {side} × {side} pixels")


@check(
    "Xavier's, He's and LeCun's rules reach all weights", points=2, hint="kernel_initializer=…, in each of the three layers."
)
def rules(ask):
    expect.new_weights(ask(new_weights, seed=ask.seeds(1)[0]), "The network")
    for rule in ("glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"):
        for w, fan_in, fan_out in matrices(ask, rule):
            expect.drawn(w.T, rule, fan_in, fan_out, f"{rule}: the weights {fan_in} → {fan_out}")


@check("So do the others", points=1, hint="zeros, orthogonal, random_normal, random_uniform.")
def others(ask):
    for w, fan_in, fan_out in matrices(ask, "zeros"):
        expect.that(not w.any(), f"zeros: the weights {fan_in} → {fan_out} are not all 0.")
    for w, fan_in, fan_out in matrices(ask, "random_normal"):
        expect.normal(w, 0.05, f"random_normal: the weights {fan_in} → {fan_out}")
    for w, fan_in, fan_out in matrices(ask, "random_uniform"):
        expect.uniform(w, 0.05, f"random_uniform: the weights {fan_in} → {fan_out}")
    for w, fan_in, fan_out in matrices(ask, "orthogonal"):
        what = f"orthogonal: the products of the columns of the weights {fan_in} → {fan_out}"
        expect.close(w.T @ w, np.eye(fan_out), what, atol=1e-4)
