"""Write RMSProp."""

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q4"

SETTINGS = [{}, {"lr": 0.3, "decay": 0.7}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.RMSProp, settings, start, gradients, ["h"])


def cases(ask):
    """With the default settings and with others: the rule, the arrays, the gradients of 7 steps, and the results."""
    for settings in SETTINGS:
        start, gradients = probes.weights_and_gradients(ask.rng(f"{settings}"), 7, smallest=1e-6)
        found = ask(updates, settings=settings, start=start, gradients=gradients)
        yield expect.update_rules.rmsprop(**settings), start, gradients, found


@check("Each step is divided by √h", points=1, hint="The old h counts decay, the new square 1 − decay.")
def steps(ask):
    for rule, start, gradients, found in cases(ask):
        expect.update_rules.follows(rule, start, gradients, found["path"])


@check("The squares are averaged for each key", points=1, hint="self.h is a dictionary of arrays, zeros at first.")
def state(ask):
    for rule, start, gradients, found in cases(ask):
        expect.update_rules.keeps(rule, start, gradients, found["states"], ["h"])


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for _, start, _, found in cases(ask):
        expect.update_rules.changes_in_place(start, found)
