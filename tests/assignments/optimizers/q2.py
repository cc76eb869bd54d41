"""Write gradient descent with momentum."""

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q2"

SETTINGS = [{}, {"lr": 0.3, "momentum": 0.6}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.Momentum, settings, start, gradients, ["v"])


def cases(ask):
    """With the default settings and with others: the rule, the arrays, the gradients of 7 steps, and the results."""
    for settings in SETTINGS:
        start, gradients = probes.weights_and_gradients(ask.rng(f"{settings}"), 7)
        found = ask(updates, settings=settings, start=start, gradients=gradients)
        yield expect.update_rules.momentum(**settings), start, gradients, found


@check("Each array moves by its velocity", points=1, hint="αv − η∇, then W + v; each object with a velocity of its own.")
def steps(ask):
    for rule, start, gradients, found in cases(ask):
        expect.update_rules.follows(rule, start, gradients, found["path"])


@check("The velocity is kept for each key", points=1, hint="self.v is a dictionary of arrays, zeros at first.")
def state(ask):
    for rule, start, gradients, found in cases(ask):
        expect.update_rules.keeps(rule, start, gradients, found["states"], ["v"])


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for _, start, _, found in cases(ask):
        expect.update_rules.changes_in_place(start, found)
