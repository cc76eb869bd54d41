"""Build one Keras network in eight versions that differ in their hidden layers."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q4"

SIZES = [784, 64, 32, 10]


@probe
def network(student, version, rows, seed):
    probes.seed(seed)
    return probes.dissect_keras(student.build(getattr(student, version)), rows, seed)


@probe
def new_weights(student, version, seed):
    return probes.draws_anew(lambda: student.build(getattr(student, version)), seed)


def dissected(ask, version):
    rows = ask.rng("rows").random((120, 784), np.float32)
    return expect.keras_network(ask(network, version=version, rows=rows, seed=ask.seeds(1)[0]), rows, SIZES)


def judge(ask, version, penalty=None, rate=0.0, norm=False, slope=0.0):
    """Check the version's outputs in both modes, its penalty (a function of a weight matrix) and its number of parameters."""
    found = dissected(ask, version)
    expect.equal(len(found.norms), 2 if norm else 0, tr("{}: the number of batch normalizations", version))
    expect.equal(
        found.parameters, 52_650 + norm * 4 * 96 - 96 * found.without_bias, tr("{}: the number of parameters", version)
    )
    found.computes(version, slope)
    wanted = sum(penalty(w) for w in found.weights[:-1]) if penalty else 0.0
    expect.close(found.penalty, wanted, tr("{}: the penalty of the two hidden layers", version), rtol=1e-4, atol=1e-6)
    found.drops(version, rate, slope)
    expect.new_weights(ask(new_weights, version=version, seed=ask.seeds(1)[0]), tr("{}: the network", version))


@check("he_normal: weights from He's normal distribution", points=1, hint="kernel_initializer.")
def he_normal(ask):
    judge(ask, "he_normal")
    for kernel, (fan_in, fan_out) in zip(dissected(ask, "he_normal").kernels[:2], [(784, 64), (64, 32)], strict=True):
        expect.drawn(kernel.T, "he_normal", fan_in, fan_out, tr("The weights {} → {}", fan_in, fan_out))


@check("l2: a penalty on squares", points=1, hint="kernel_regularizer, with 0.001.")
def l2(ask):
    judge(ask, "l2", lambda w: 0.001 * (w**2).sum())


@check("l1: a penalty on sizes", points=1, hint="kernel_regularizer, with 0.001.")
def l1(ask):
    judge(ask, "l1", lambda w: 0.001 * np.abs(w).sum())


@check(
    "dropout: a fifth of the units, after the ReLU", points=1, hint="layers.Dropout takes the rate at which units are dropped."
)
def dropout(ask):
    judge(ask, "dropout", rate=0.2)


@check("dropout_l1: both", points=1, hint="Dropout 0.2, and an L1 penalty of 0.01.")
def dropout_l1(ask):
    judge(ask, "dropout_l1", lambda w: 0.01 * np.abs(w).sum(), rate=0.2)


@check("batch_norm: between dense and ReLU", points=1, hint="Dense without activation, then the normalization, then ReLU.")
def batch_norm(ask):
    judge(ask, "batch_norm", norm=True)


@check("batch_norm_leaky: with a slope of 0.2 below 0", points=1, hint="layers.LeakyReLU(negative_slope=…).")
def batch_norm_leaky(ask):
    judge(ask, "batch_norm_leaky", norm=True, slope=0.2)
