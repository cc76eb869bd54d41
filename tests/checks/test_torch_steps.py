"""Records of a training's steps: the number of optimizers, and whether anything else moved the weights in between."""

import sys

import pytest

from autograder import probes

torch = pytest.importorskip("torch")


def train(epochs, new_optimizer=False, new_weights=False, new_state=False, kind=torch.optim.Adam):
    with probes.torch_steps() as taken:
        model = torch.nn.Linear(3, 2)
        optimizer = kind(model.parameters(), lr=0.1)
        for _ in range(epochs):
            if new_weights:
                torch.nn.init.normal_(model.weight)
            if new_optimizer:
                optimizer = kind(model.parameters(), lr=0.1)
            if new_state:
                optimizer.state.clear()
            for _ in range(2):
                optimizer.zero_grad()
                model(torch.ones(4, 3)).square().sum().backward()
                optimizer.step()
    return taken.of(model)


class Own(torch.optim.Optimizer):
    def __init__(self, parameters, lr):
        super().__init__(parameters, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for parameter in group["params"]:
                parameter -= group["lr"] * parameter.grad


def seen(optimizers=1, kinds=("Adam",), moved_between=False, forgot=False):
    return {"optimizers": optimizers, "kinds": list(kinds), "moved_between": moved_between, "forgot": forgot}


@pytest.mark.parametrize("kind", [torch.optim.Adam, torch.optim.SGD, Own])
def test_one_optimizer_for_all_epochs(kind):
    assert train(3, kind=kind) == seen(kinds=[kind.__name__])


@pytest.mark.parametrize("kind", [torch.optim.Adam, Own])
def test_an_optimizer_for_each_epoch(kind):
    assert train(3, new_optimizer=True, kind=kind) == seen(3, [kind.__name__])


def test_weights_that_are_drawn_again():
    assert train(3, new_weights=True) == seen(moved_between=True)


def test_an_optimizer_that_forgets():
    assert train(3, new_state=True) == seen(forgot=True)


def test_steps_of_another_network_are_not_counted():
    with probes.torch_steps() as taken:
        other = torch.nn.Linear(3, 2)
        other(torch.ones(4, 3)).sum().backward()
        torch.optim.SGD(other.parameters(), lr=0.1).step()
    assert taken.of(torch.nn.Linear(3, 2)) == seen(0, [])


def test_nothing_is_watched_afterwards():
    train(1)
    hooks = sys.modules["torch.optim.optimizer"]
    assert not hooks._global_optimizer_pre_hooks
    assert not hooks._global_optimizer_post_hooks
