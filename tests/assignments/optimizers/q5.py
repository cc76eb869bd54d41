"""Write Adam."""

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q5"

SETTINGS = [{}, {"lr": 0.2, "beta1": 0.8, "beta2": 0.97}]


@probe
def updates(student, settings, start, gradients):
    return probes.updates(student.Adam, settings, start, gradients, ["m", "v", "t"])


def cases(ask):
    """With the default settings and with others: the settings, the arrays, the gradients of 8 steps, and the results."""
    for settings in SETTINGS:
        start, gradients = probes.weights_and_gradients(ask.rng(f"{settings}"), 8, smallest=1e-6)
        found = ask(updates, settings=settings, start=start, gradients=gradients)
        yield settings, start, gradients, found


@check(
    "Each step is Adam's, bias correction included",
    points=1,
    hint="One count of steps for all keys; both averages are corrected.",
)
def steps(ask):
    for settings, start, gradients, found in cases(ask):
        rules = expect.update_rules.adam(**settings), expect.update_rules.adam_short(**settings)
        expect.update_rules.follows_one(rules, start, gradients, found["path"])


@check("Both averages are kept for each key", points=1, hint="self.m and self.v hold the averages before the correction.")
def state(ask):
    for settings, start, gradients, found in cases(ask):
        rule = expect.update_rules.adam(**settings)
        expect.update_rules.keeps(rule, start, gradients, found["states"], ["m", "v"])


@check("The steps are counted", points=1, hint="self.t is 1 after the first update, whatever the number of keys.")
def count(ask):
    for settings, start, gradients, found in cases(ask):
        expect.update_rules.keeps(expect.update_rules.adam(**settings), start, gradients, found["states"], ["t"])


@check("The arrays themselves are changed", points=1, hint="`-=` and `+=` change an array; `=` puts another one in its place.")
def in_place(ask):
    for _, start, _, found in cases(ask):
        expect.update_rules.changes_in_place(start, found)
