"""Write stochastic gradient descent."""

from functools import partial

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q1"

SETTINGS = [{}, {"lr": 0.37}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.SGD, settings, start, gradients)


def trial(ask, settings, start, gradients, few=None):
    found = ask(updates, settings=settings, start=start, gradients=gradients)
    return expect.OptimizerTrial("SGD", settings, start, gradients, found, few)


def trials(ask):
    """With the default settings and with others; each with a smaller one, which a student can try."""
    for settings in SETTINGS:
        arrays = probes.weights_and_gradients(ask.rng(f"{settings}"), 5)
        yield trial(ask, settings, *arrays, few=partial(trial, ask, settings, *probes.few_weights_and_gradients()))


@check("Each array moves against its gradient", points=1, hint="The learning rate times the gradient of the same key.")
def steps(ask):
    for each in trials(ask):
        each.follows()


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for each in trials(ask):
        expect.update_rules.changes_in_place(each.start, each.found)
