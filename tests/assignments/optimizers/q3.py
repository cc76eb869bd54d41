"""Write AdaGrad."""

from functools import partial

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q3"

SETTINGS = [{}, {"lr": 0.4}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.AdaGrad, settings, start, gradients, ["h"])


def trial(ask, settings, start, gradients, few=None):
    found = ask(updates, settings=settings, start=start, gradients=gradients)
    return expect.OptimizerTrial("AdaGrad", settings, start, gradients, found, few)


def trials(ask):
    """With the default settings and with others; each with a smaller one, which a student can try."""
    for settings in SETTINGS:
        arrays = probes.weights_and_gradients(ask.rng(f"{settings}"), 7, smallest=1e-6)
        yield trial(ask, settings, *arrays, few=partial(trial, ask, settings, *probes.few_weights_and_gradients()))


@check("Each step is divided by √h", points=1, hint="h ← h + ∇², then W ← W − η∇ / (√h + 1e-7).")
def steps(ask):
    for each in trials(ask):
        each.follows()


@check("The squares are summed for each key", points=1, hint="self.h is a dictionary of arrays, zeros at first.")
def state(ask):
    for each in trials(ask):
        each.keeps("h")


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for each in trials(ask):
        expect.update_rules.changes_in_place(each.start, each.found)
