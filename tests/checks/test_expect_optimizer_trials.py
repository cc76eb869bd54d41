"""What an optimizer does wrong is named by the mistake that gives the same arrays, and shown with few numbers to try."""

import re
from functools import partial
from typing import ClassVar

import numpy as np
import pytest

from autograder import expect, probes
from autograder.checks.expect import update_mistakes, update_rules

SETTINGS = {
    "SGD": {"lr": 0.3},
    "Momentum": {"lr": 0.3, "momentum": 0.7},
    "AdaGrad": {"lr": 0.3},
    "RMSProp": {"lr": 0.3, "decay": 0.7},
    "Adam": {"lr": 0.3, "beta1": 0.7, "beta2": 0.9},
}
STATES = {"SGD": [], "Momentum": ["v"], "AdaGrad": ["h"], "RMSProp": ["h"], "Adam": ["m", "v"]}


def optimizer_of(rule, names):
    """A class of optimizers that follow the rule."""

    class Optimizer:
        def __init__(self, **settings):
            self.states = {}
            for name in names:
                setattr(self, name, {})

        def update(self, params, grads):
            for key in params:
                new, self.states[key] = rule(params[key], grads[key], self.states.get(key, {}))
                params[key] += new - params[key]
                for name in names:
                    getattr(self, name)[key] = self.states[key][name]

    return Optimizer


def trial(name, kind, few=None):
    arrays = probes.weights_and_gradients(np.random.default_rng(0), 6, smallest=1e-6)
    start, gradients = few or arrays
    found = probes.updates(kind, SETTINGS[name], start, gradients, STATES[name])
    return expect.OptimizerTrial(
        name,
        SETTINGS[name],
        start,
        gradients,
        found,
        None if few else lambda: trial(name, kind, probes.few_weights_and_gradients()),
    )


@pytest.mark.parametrize("name", list(SETTINGS))
def test_what_follows_the_rule_passes(name):
    right = trial(name, optimizer_of(update_rules.RULES[name](**SETTINGS[name]), STATES[name]))
    right.follows()
    right.keeps(*STATES[name])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("name", "mistake"), [(name, mistake) for name in SETTINGS for mistake in update_mistakes.of(name, SETTINGS[name])]
)
def test_each_mistake_is_named(name, mistake):
    for rule in update_mistakes.of(name, SETTINGS[name])[mistake]:
        wrong = trial(name, optimizer_of(rule, STATES[name]))
        said = []
        for judge in (wrong.follows, partial(wrong.keeps, *STATES[name])):
            try:
                judge()
            except expect.CheckFailed as failed:
                said.append(str(failed))
        assert said
        assert all("That is what comes out if" in message for message in said)
        # Two mistakes may give the same arrays; most do not.


@pytest.mark.parametrize("said", ["ε is added under the root", "not corrected", "goes along the gradient"])
def test_the_mistake_is_the_one_that_was_made(said):
    mistakes = update_mistakes.of("Adam", SETTINGS["Adam"])
    ((_, rules),) = [(mistake, rules) for mistake, rules in mistakes.items() if said in mistake]
    with pytest.raises(expect.CheckFailed, match=said):
        trial("Adam", optimizer_of(rules[0], STATES["Adam"])).follows()


def test_the_lines_of_a_failure_show_it():
    rule = update_mistakes.of("SGD", SETTINGS["SGD"])[update_mistakes.UPHILL][0]
    kind = optimizer_of(rule, [])
    with pytest.raises(expect.CheckFailed, match="Try it:") as failed:
        trial("SGD", kind).follows()
    lines = str(failed.value).split("Try it:\n")[1].splitlines()
    assert len(lines) == 3
    variables = {"np": np, "SGD": kind}
    exec("\n".join(line.strip() for line in lines[:2]), variables)
    assert variables["params"]["W"][0] == float(re.search(r"is \[([^,]*),", lines[2]).group(1))
    assert "should be [0.85, -1.4, 0.5], is [1.15, -2.6, 0.5]" in lines[2]


def test_what_two_optimizers_share_is_told():
    rule = update_rules.momentum(**SETTINGS["Momentum"])
    shared = optimizer_of(rule, ["v"])()
    shared.states = {}

    class OnTheClass(type(shared)):
        states: ClassVar[dict] = {}

        def __init__(self, **settings):
            self.v = {}

    with pytest.raises(expect.CheckFailed, match="Keep on self"):
        trial("Momentum", OnTheClass).follows()
