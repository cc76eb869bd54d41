"""Draw weight matrices by seven rules."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q1"

SHAPES = [(300, 40), (50, 200), (60, 60)]  # fan_in and fan_out, swapped in the second


@probe
def draws(student, name, shapes, seed, more):
    """A matrix of each shape; the first one again from the same generator, and from another."""
    function = getattr(student, name)
    matrices = [function(*shape, np.random.default_rng(seed), **more) for shape in shapes]
    again, other = (function(*shapes[0], np.random.default_rng(s), **more) for s in (seed, seed + 1))
    return {"matrices": matrices, "again": again, "other": other}


def drawn(ask, name, **more):
    """The matrices of each shape; expect equal ones from equal generators, and different ones from different generators."""
    found = ask(draws, name=name, shapes=SHAPES, seed=ask.seeds(1)[0], more=more)
    matrices = [expect.array(w, name, shape) for w, shape in zip(found["matrices"], SHAPES, strict=True)]
    expect.that(
        np.array_equal(matrices[0], found["again"]), tr("{}: equal generators give different weights; draw with rng.", name)
    )
    if matrices[0].any():
        expect.independent_draws(matrices[0], found["other"], tr("{}: the weights", name))
    return zip(matrices, SHAPES, strict=True)


def judge(ask, name):
    for w, (fan_in, fan_out) in drawn(ask, name):
        expect.drawn(w.T, name, fan_in, fan_out, name, cut_off=False)


@check("zeros", points=1, hint="A matrix of the shape (fan_in, fan_out).")
def zeros(ask):
    for w, _ in drawn(ask, "zeros"):
        expect.that(not w.any(), "zeros: not all values are 0.")


@check("normal", points=1, hint="sigma is the standard deviation.")
def normal(ask):
    for more in ({}, {"sigma": 0.05}):
        for w, _ in drawn(ask, "normal", **more):
            expect.normal(w, more.get("sigma", 1.0), tr("normal with σ = {}", more.get("sigma", 1.0)))


@check("lecun_normal", points=1, hint="The variance is 1 / fan_in.")
def lecun_normal(ask):
    judge(ask, "lecun_normal")


@check("glorot_normal", points=1, hint="The variance is 2 / (fan_in + fan_out).")
def glorot_normal(ask):
    judge(ask, "glorot_normal")


@check("glorot_uniform", points=1, hint="From −a to a, with the root of 6 / (fan_in + fan_out).")
def glorot_uniform(ask):
    judge(ask, "glorot_uniform")


@check("he_normal", points=1, hint="The variance is 2 / fan_in.")
def he_normal(ask):
    judge(ask, "he_normal")


@check("he_uniform", points=1, hint="From −a to a, with the root of 6 / fan_in.")
def he_uniform(ask):
    judge(ask, "he_uniform")
