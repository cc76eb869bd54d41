"""Write stochastic gradient descent."""

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q1"

SETTINGS = [{}, {"lr": 0.37}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.SGD, settings, start, gradients)


def cases(ask):
    """With the default settings and with others: the rule, the arrays, the gradients of 5 steps, and the results."""
    for settings in SETTINGS:
        start, gradients = probes.weights_and_gradients(ask.rng(f"{settings}"), 5)
        found = ask(updates, settings=settings, start=start, gradients=gradients)
        yield expect.update_rules.sgd(**settings), start, gradients, found


@check("Each array moves against its gradient", points=1, hint="The learning rate times the gradient of the same key.")
def steps(ask):
    for rule, start, gradients, found in cases(ask):
        expect.update_rules.follows(rule, start, gradients, found["path"])


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for _, start, _, found in cases(ask):
        expect.update_rules.changes_in_place(start, found)
