"""Unusual torch networks of students: each is judged correctly, whatever the arguments of its layers."""

import numpy as np
import pytest

from autograder import expect, probes
from autograder.model.evidence import copy, plain

torch = pytest.importorskip("torch")
nn = torch.nn
ROWS = np.random.default_rng(0).random((120, 784), np.float32)
SIZES = [784, 100, 100, 10]


def network(norm=nn.BatchNorm1d, linear=nn.Linear, act=nn.ReLU, drop=lambda: nn.Dropout(0.3), before=(), after=()):
    return nn.Sequential(
        *before,
        linear(784, 100),
        norm(100),
        act(),
        drop(),
        linear(100, 100),
        norm(100),
        act(),
        drop(),
        linear(100, 10),
        *after,
    )


class Images(nn.Module):
    """Turns rows into images and back."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Unflatten(1, (1, 28, 28)), nn.Flatten(), nn.Identity(), network())

    def forward(self, x):
        return self.body(x)


class FourDimensions(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(100)

    def forward(self, x):
        return self.norm(x[:, :, None, None]).flatten(1)


WAYS = {
    "a Sequential": (network, True),
    "models in models": (lambda: nn.Sequential(nn.Sequential(network()[:4]), nn.Sequential(network()[4:])), True),
    "unflattened, flattened, identity": (Images, True),
    "batch normalization of images": (lambda: network(norm=lambda n: FourDimensions()), True),
    "lazy layers": (lambda: network(linear=lambda _, n: nn.LazyLinear(n), norm=lambda n: nn.LazyBatchNorm1d()), None),
    "weight normalization": (
        lambda: network(linear=lambda a, b: nn.utils.parametrizations.weight_norm(nn.Linear(a, b))),
        None,
    ),
    "spectral normalization": (
        lambda: network(linear=lambda a, b: nn.utils.parametrizations.spectral_norm(nn.Linear(a, b))),
        None,
    ),
    "no scale and shift": (lambda: network(norm=lambda n: nn.BatchNorm1d(n, affine=False)), False),
    "no running averages": (lambda: network(norm=lambda n: nn.BatchNorm1d(n, track_running_stats=False)), False),
    "cumulative averages": (lambda: network(norm=lambda n: nn.BatchNorm1d(n, momentum=None)), False),
    "another epsilon": (lambda: network(norm=lambda n: nn.BatchNorm1d(n, eps=0.5)), False),
    "layer normalization": (lambda: network(norm=nn.LayerNorm), False),
    "instance normalization": (lambda: network(norm=lambda n: nn.InstanceNorm1d(n)), False),
    "group normalization": (lambda: network(norm=lambda n: nn.GroupNorm(5, n)), False),
    "an activation that learns": (lambda: network(act=nn.PReLU), False),
    "dropout of channels": (lambda: network(drop=lambda: nn.FeatureAlphaDropout(0.3)), False),
    "no layers": (lambda: nn.Identity(), False),
    "a convolution": (lambda: nn.Sequential(nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 3, 28), nn.Flatten()), False),
    "no last bias": (lambda: network(after=[nn.Linear(10, 10, bias=False)]), False),
    "bilinear": (
        lambda: nn.Sequential(nn.Linear(784, 100), nn.BatchNorm1d(100), nn.Linear(100, 100), nn.Linear(100, 10)),
        False,
    ),
    "half precision": (lambda: network().bfloat16(), None),
    "frozen": (lambda: network().requires_grad_(False), True),
}
CHECKS = {
    "linear layers": lambda found: expect.linear_layers(found, SIZES),
    "normalizations": lambda found: expect.batch_norm_layers(found, SIZES[1:-1]),
    "evaluation": lambda found: expect.evaluation_output(found, SIZES),
    "training": lambda found: expect.training_statistics(found, SIZES),
    "dropout": lambda found: expect.dropout(found, SIZES, rate=0.3),
    "the end": lambda found: expect.final_layer(found, SIZES),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_network_is_judged(way):
    make, right = WAYS[way]
    probes.seed(1)
    model = make()
    try:
        probes.randomize(model, 1)
        found = copy(plain(probes.dissect(model, ROWS)))
    except (RuntimeError, ValueError):  # the message names the student's own line
        assert right is None
        return
    found, passed = expect.dissected(found, ROWS), []
    for judge in CHECKS.values():
        try:
            judge(found)
            passed.append(True)
        except expect.CheckFailed:
            passed.append(False)
    expect.recomputed_scores(found, SIZES, ROWS)
    assert right is None or all(passed) == right
