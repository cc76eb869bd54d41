"""Optimizer steps: torch's Adam passes in every right form, and every other optimizer and setting is caught."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from autograder import expect, probes

RATE = 0.0371
STEPS = 4


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def network():
    model = nn.Sequential(nn.Linear(20, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Linear(12, 4))
    probes.randomize(model, 3)
    return model


def walk(make, learning_rate=RATE, seed=0, model=None):
    """The optimizer's path of the parameters for given gradients, as in Question 4."""
    model = model or network()
    start = probes.parameters_of(model)
    optimizer = make(model.parameters(), learning_rate)
    generator = torch.Generator().manual_seed(seed)
    gradients, path = [], []
    for step in range(STEPS):
        for parameter in model.parameters():
            gradient = torch.randn(parameter.shape, generator=generator) * 0.1**step
            gradient.flatten()[::7] *= 1e-4  # tiny ones: weight decay would dominate them
            parameter.grad = gradient.to(parameter.dtype)
        gradients.append({name: parameter.grad.numpy().copy() for name, parameter in model.named_parameters()})
        optimizer.step()
        path.append(probes.parameters_of(model))
    state = {
        name: {part: np.asarray(optimizer.state[parameter][part]) for part in ("exp_avg", "exp_avg_sq", "step")}
        for name, parameter in model.named_parameters()
        if {"exp_avg", "exp_avg_sq", "step"} <= set(optimizer.state[parameter])
    }
    return {"start": start, "gradients": gradients, "path": path, "state": state}


def judge(found, learning_rate=RATE):
    expect.all_moved(found["start"], found["path"][0])
    expect.adam_steps(found["start"], found["gradients"], found["path"], learning_rate, found["state"])


def adam(**options):
    return lambda parameters, rate: torch.optim.Adam(parameters, lr=rate, **options)


# --- Adam


RIGHT = {
    "plain": adam(),
    "explicit defaults": adam(betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False),
    "one tensor at a time": adam(foreach=False),
    "all tensors at once": adam(foreach=True),
    "fused": adam(fused=True),
    "rate as a tensor": lambda parameters, rate: torch.optim.Adam(parameters, lr=torch.tensor(rate)),
    "AdamW without decay": lambda parameters, rate: torch.optim.AdamW(parameters, lr=rate, weight_decay=0),
    "a group for each parameter": lambda parameters, rate: torch.optim.Adam(
        [{"params": [p], "lr": rate} for p in parameters], lr=9
    ),
}


@pytest.mark.parametrize("way", RIGHT)
@pytest.mark.parametrize("learning_rate", [RATE, 0.0029, 0.5])
def test_adam_passes(way, learning_rate):
    judge(walk(RIGHT[way], learning_rate), learning_rate)


def test_adam_passes_with_100_seeds():
    for seed in range(100):
        judge(walk(adam(), seed=seed))


def test_adam_in_double_precision_passes():
    judge(walk(adam(), model=network().double()))


def test_an_optimizer_without_torchs_state_is_judged_by_its_steps_alone():
    found = walk(adam())
    found["state"] = {}
    judge(found)


# --- other optimizers


class UncorrectedAdam(torch.optim.Optimizer):
    """Adam without bias correction."""

    def __init__(self, parameters, lr):
        super().__init__(parameters, {"lr": lr})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                m, v = self.state.setdefault(p, {"m": (torch.zeros_like(p), torch.zeros_like(p))})["m"]
                m.lerp_(p.grad, 0.1)
                v.lerp_(p.grad**2, 0.001)
                p -= group["lr"] * m / (v.sqrt() + 1e-8)


def made(kind, **options):
    return lambda parameters, rate: kind(parameters, lr=rate, **options)


WRONG = {
    "gradient descent": (made(torch.optim.SGD), "plain gradient descent"),
    "momentum": (made(torch.optim.SGD, momentum=0.9), "plain gradient descent"),  # the first step is equal
    "RMSprop": (made(torch.optim.RMSprop), "as long as the learning rate; yours is 0.371 "),
    "Adagrad": (made(torch.optim.Adagrad), "not Adam's exact value"),
    "Adadelta": (made(torch.optim.Adadelta), "as long as the learning rate"),
    "Adamax": (made(torch.optim.Adamax), "not Adam's exact value"),
    "NAdam": (made(torch.optim.NAdam), "."),
    "RAdam": (made(torch.optim.RAdam), "."),
    "AMSGrad": (adam(amsgrad=True), "not Adam's exact value"),
    "maximize": (adam(maximize=True), "."),
    "weight decay": (adam(weight_decay=1e-3), "."),
    "AdamW": (made(torch.optim.AdamW), "."),
    "β₁ = 0.8": (adam(betas=(0.8, 0.999)), "not Adam's exact value"),
    "β₂ = 0.99": (adam(betas=(0.9, 0.99)), "not Adam's exact value"),
    "ε = 1e-3": (adam(eps=1e-3), "."),
    "no correction": (lambda parameters, rate: UncorrectedAdam(parameters, rate), "as long as the learning rate"),
    "torch's default rate": (lambda parameters, rate: torch.optim.Adam(parameters), "yours is 0.001 long"),
    "a rate of its own": (lambda parameters, rate: torch.optim.Adam(parameters, lr=0.1), "yours is 0.1 long"),
    "a tenth of the rate": (lambda parameters, rate: torch.optim.Adam(parameters, lr=rate / 10), "yours is 0.00371 long"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_another_optimizer_is_caught_by_its_steps(mistake):
    make, said = WRONG[mistake]
    for seed in range(3):
        found = walk(make, seed=seed)
        with pytest.raises(expect.CheckFailed, match=said) as caught:
            expect.adam_steps(found["start"], found["gradients"], found["path"], RATE)
        assert "learning rate 0.0371" in str(caught.value)


@pytest.mark.parametrize("mistake", ["β₁ = 0.8", "β₂ = 0.99", "weight decay"])
def test_adams_state_is_compared_too(mistake):
    found = walk(adam()) | {"state": walk(WRONG[mistake][0])["state"]}
    with pytest.raises(expect.CheckFailed, match="moment of"):
        judge(found)


def test_a_wrong_step_counter_is_caught():
    found = walk(adam())
    found["state"]["0.weight"]["step"] = np.float32(STEPS + 1)
    with pytest.raises(expect.CheckFailed, match="step counter of 0.weight"):
        judge(found)


def test_the_parameter_that_is_wrong_is_named():
    found = walk(adam())
    found["path"][2]["3.bias"] = found["path"][2]["3.bias"] + 0.5
    with pytest.raises(expect.CheckFailed, match="After step 3 the parameter 3.bias"):
        expect.adam_steps(found["start"], found["gradients"], found["path"], RATE)


# --- parameters that stay


def test_parameters_that_were_left_out_are_named():
    model = network()
    found = walk(lambda parameters, rate: torch.optim.Adam(model[0].parameters(), lr=rate), model=model)
    with pytest.raises(expect.CheckFailed, match="4 of 6 parameters.*1.weight, 1.bias, 3.weight, 3.bias"):
        expect.all_moved(found["start"], found["path"][0])


def test_a_parameter_whose_values_partly_move_has_moved():
    before = {"w": np.zeros(3)}
    expect.all_moved(before, {"w": np.array([0, 0, 1e-9])})
    with pytest.raises(expect.CheckFailed):
        expect.all_moved(before, {"w": np.zeros(3)})


# --- values that are not a path


@pytest.mark.parametrize("bad", [None, 0.5, np.zeros(3), np.full((12, 20), np.nan), [1, 2], "w"], ids=repr)
def test_a_parameter_of_another_kind_fails_with_a_message(bad):
    found = walk(adam())
    found["path"][1]["0.weight"] = bad
    with pytest.raises(expect.CheckFailed, match="0.weight"):
        expect.adam_steps(found["start"], found["gradients"], found["path"], RATE)


@pytest.mark.parametrize("part", ["exp_avg", "exp_avg_sq", "step"])
@pytest.mark.parametrize("bad", [np.zeros(3), np.float64("nan")], ids=repr)
def test_a_state_of_another_kind_fails_with_a_message(part, bad):
    found = walk(adam())
    found["state"]["0.weight"][part] = bad
    with pytest.raises(expect.CheckFailed, match="0.weight"):
        judge(found)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1e-3, 0.1, 1.0]),
    st.floats(1e-6, 1e3),
    st.floats(0.002, 1).flatmap(lambda s: st.sampled_from([s, -s])),
)
def test_a_step_that_is_off_by_a_few_thousandths_of_the_rate_is_caught(seed, rate, scale, off):
    rng = np.random.default_rng(seed)
    start, gradients = {"w": rng.normal(size=(3, 2))}, [{"w": scale * rng.normal(size=(3, 2))} for _ in range(3)]
    exact, _ = expect.reference.adam(start["w"], [g["w"] for g in gradients], rate)
    path = [{"w": value} for value in exact]
    expect.adam_steps(start, gradients, path, rate)
    path[int(rng.integers(3))]["w"][0, 0] += off * rate + 4e-6 * np.sign(off) * np.abs(start["w"]).max()
    with pytest.raises(expect.CheckFailed):
        expect.adam_steps(start, gradients, path, rate)
