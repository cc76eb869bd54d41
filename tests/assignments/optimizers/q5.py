"""Write Adam."""

from functools import partial

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q5"

SETTINGS = [{}, {"lr": 0.2, "beta1": 0.8, "beta2": 0.97}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.Adam, settings, start, gradients, ["m", "v", "t"])


def trial(ask, settings, start, gradients, few=None):
    found = ask(updates, settings=settings, start=start, gradients=gradients)
    return expect.OptimizerTrial("Adam", settings, start, gradients, found, few)


def trials(ask):
    """With the default settings and with others; each with a smaller one, which a student can try."""
    for settings in SETTINGS:
        arrays = probes.weights_and_gradients(ask.rng(f"{settings}"), 8, smallest=1e-6)
        yield trial(ask, settings, *arrays, few=partial(trial, ask, settings, *probes.few_weights_and_gradients()))


@check(
    "Each step is Adam's, bias correction included",
    points=1,
    hint="W ← W − η m̂ / (√v̂ + 1e-7), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).",
)
def steps(ask):
    for each in trials(ask):
        each.follows()


@check("Both averages are kept for each key", points=1, hint="self.m and self.v hold the averages before the correction.")
def state(ask):
    for each in trials(ask):
        each.keeps("m", "v")


@check("The steps are counted", points=1, hint="self.t is 1 after the first update, whatever the number of keys.")
def count(ask):
    for each in trials(ask):
        each.keeps("t")


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for each in trials(ask):
        expect.update_rules.changes_in_place(each.start, each.found)
