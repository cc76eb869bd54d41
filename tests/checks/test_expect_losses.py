"""The fifteen losses equal Keras' own, on random batches and with extreme values."""

import numpy as np
import pytest

from autograder.checks.expect import losses

keras = pytest.importorskip("keras")
NAMES = [
    name for name, value in vars(losses).items() if callable(value) and getattr(value, "__module__", "") == losses.__name__
]


def batch(name, rng, edges):
    labels, one_hot = rng.permutation(np.arange(12) % 4), np.eye(4)
    if name in ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "kl_divergence"):
        y, p = (rng.dirichlet(np.ones(4), 12) for _ in range(2))
        if edges:
            y[:5], p[:4], p[4:8] = one_hot[labels[:5]], one_hot, one_hot[labels[4:8]]
        return {"sparse_categorical_crossentropy": labels, "categorical_crossentropy": one_hot[labels]}.get(name, y), p
    y, p = rng.normal(0, 1, (12, 4)), rng.normal(0, 1, (12, 4))
    if name in ("hinge", "squared_hinge"):
        y = np.sign(y)
    if name == "categorical_hinge":
        y = one_hot[labels]
    if name in ("poisson", "mean_squared_logarithmic_error"):
        y, p = np.abs(y), np.abs(p)
    if edges:
        p[0], p[1], p[2] = 0, 1000, y[2]
        if name not in ("hinge", "squared_hinge", "categorical_hinge"):
            y[0], y[3] = 0, 1000
    return y, p


def test_all_fifteen_are_there():
    assert len(NAMES) == 15


@pytest.mark.parametrize("edges", [False, True], ids=["ordinary", "edges"])
@pytest.mark.parametrize("name", NAMES)
def test_a_loss_is_that_of_keras(name, edges):
    for seed in range(5):
        y, p = batch(name, np.random.default_rng(seed), edges)
        theirs = np.mean(keras.ops.convert_to_numpy(getattr(keras.losses, name)(y, p)))
        assert getattr(losses, name)(y, p) == pytest.approx(theirs, rel=1e-6, abs=1e-8)
