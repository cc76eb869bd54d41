"""The update rules equal torch's optimizers for common settings, and deviations are reported."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import expect, probes
from autograder.checks.expect import update_rules

many = settings(deadline=None, max_examples=25)
THEIRS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.3),
    "Momentum": lambda p: torch.optim.SGD(p, lr=0.3, momentum=0.7),
    "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.3, eps=1e-7),
    "RMSProp": lambda p: torch.optim.RMSprop(p, lr=0.3, alpha=0.7, eps=1e-7),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.3, betas=(0.7, 0.9), eps=1e-7),
}
SETTINGS = {
    "SGD": {"lr": 0.3},
    "Momentum": {"lr": 0.3, "momentum": 0.7},
    "AdaGrad": {"lr": 0.3},
    "RMSProp": {"lr": 0.3, "decay": 0.7},
    "Adam": {"lr": 0.3, "beta1": 0.7, "beta2": 0.9},
}


def rule(name):
    return update_rules.RULES[name](**SETTINGS[name])


@many
@given(st.integers(0, 2**32 - 1), st.sampled_from(list(THEIRS)))
def test_a_rule_is_that_of_torch(seed, name):
    rng = np.random.default_rng(seed)
    start, gradients = rng.normal(size=(3, 2)), [rng.normal(size=(3, 2)) for _ in range(6)]
    parameter = torch.tensor(start, requires_grad=True)
    optimizer = THEIRS[name]([parameter])
    for gradient, (wanted, _) in zip(gradients, update_rules.walk(rule(name), start, gradients), strict=True):
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
        np.testing.assert_allclose(wanted, parameter.detach(), rtol=1e-7, atol=1e-10)


class Adam:
    """The reference of `optimizers`, with a parameter for mistakes."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, mistake=""):
        self.lr, self.beta1, self.beta2, self.mistake, self.t, self.m, self.v = lr, beta1, beta2, mistake, 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for key, gradient in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * gradient
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * gradient**2
            m, v = self.m[key] / (1 - self.beta1**self.t), self.v[key] / (1 - self.beta2**self.t)
            if self.mistake == "no correction":
                m, v = self.m[key], self.v[key]
            if self.mistake == "short":
                m, v = self.m[key] * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t), self.v[key]
            step = self.lr * m / (np.sqrt(v + 1e-7) if self.mistake == "in the root" else np.sqrt(v) + 1e-7)
            if self.mistake == "new arrays":
                params[key] = params[key] - step
            else:
                params[key] -= step
            if self.mistake == "gradients":
                gradient *= 0


def found(mistake=""):
    start, gradients = probes.weights_and_gradients(np.random.default_rng(0), 6, smallest=1e-6)
    return (
        start,
        gradients,
        probes.updates(lambda **more: Adam(**more, mistake=mistake), {"lr": 0.2}, start, gradients, ["m", "t"]),
    )


def test_a_right_optimizer_passes():
    start, gradients, evidence = found()
    update_rules.follows(update_rules.adam(lr=0.2), start, gradients, evidence["path"])
    update_rules.keeps(update_rules.adam(lr=0.2), start, gradients, evidence["states"], ["m", "t"])
    update_rules.changes_in_place(start, evidence)


def test_either_form_of_adam_passes():
    start, gradients, evidence = found("short")
    rules = update_rules.adam(lr=0.2), update_rules.adam_short(lr=0.2)
    update_rules.follows_one(rules, start, gradients, evidence["path"])
    with pytest.raises(expect.CheckFailed):
        update_rules.follows(rules[0], start, gradients, evidence["path"])


@pytest.mark.parametrize("mistake", ["no correction", "in the root"])
def test_another_path_is_told(mistake):
    start, gradients, evidence = found(mistake)
    with pytest.raises(expect.CheckFailed, match="after step"):
        update_rules.follows_one([update_rules.adam(0.2), update_rules.adam_short(0.2)], start, gradients, evidence["path"])


@pytest.mark.parametrize(("mistake", "said"), [("new arrays", "new arrays"), ("gradients", "gradients changed")])
def test_what_is_not_done_in_place_is_told(mistake, said):
    start, _, evidence = found(mistake)
    with pytest.raises(expect.CheckFailed, match=said):
        update_rules.changes_in_place(start, evidence)


def test_a_state_that_is_shared_or_missing_is_told():
    start, gradients, evidence = found()
    evidence["states"][2]["m"] = {key: 2 * value for key, value in evidence["states"][2]["m"].items()}
    with pytest.raises(expect.CheckFailed, match=r"self.m\['W1'\] after step 3"):
        update_rules.keeps(update_rules.adam(lr=0.2), start, gradients, evidence["states"], ["m"])
    evidence["states"][0]["m"] = None
    with pytest.raises(expect.CheckFailed, match="a dictionary"):
        update_rules.keeps(update_rules.adam(lr=0.2), start, gradients, evidence["states"], ["m"])
