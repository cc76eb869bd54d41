"""Write gradient descent with momentum."""

from functools import partial

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q2"

SETTINGS = [{}, {"lr": 0.3, "momentum": 0.6}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.Momentum, settings, start, gradients, ["v"])


def trial(ask, settings, start, gradients, few=None):
    found = ask(updates, settings=settings, start=start, gradients=gradients)
    return expect.OptimizerTrial("Momentum", settings, start, gradients, found, few)


def trials(ask):
    """With the default settings and with others; each with a smaller one, which a student can try."""
    for settings in SETTINGS:
        arrays = probes.weights_and_gradients(ask.rng(f"{settings}"), 7)
        yield trial(ask, settings, *arrays, few=partial(trial, ask, settings, *probes.few_weights_and_gradients()))


@check("Each array moves by its velocity", points=1, hint="v ← αv − η∇, then W ← W + v.")
def steps(ask):
    for each in trials(ask):
        each.follows()


@check("The velocity is kept for each key", points=1, hint="self.v is a dictionary of arrays, zeros at first.")
def state(ask):
    for each in trials(ask):
        each.keeps("v")


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for each in trials(ask):
        expect.update_rules.changes_in_place(each.start, each.found)
