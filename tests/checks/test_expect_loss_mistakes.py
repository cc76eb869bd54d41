"""What mistakes in losses give can be computed, and differs from the loss."""

import numpy as np
import pytest

from autograder import expect

NAMES = list(expect.loss_mistakes.OWN)


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_told_from_the_loss(name):
    rng = np.random.default_rng(0)
    y, p = rng.dirichlet(np.ones(4), (2, 8))
    if "sparse" in name:
        y = np.arange(8) % 3
    if name in ("hinge", "squared_hinge"):
        y = np.where(y > 0.25, 1.0, -1.0)
    if name in ("huber", "mean_squared_logarithmic_error"):
        y, p = rng.normal(0, 2, (2, 8, 4))
    found, right = expect.loss_mistakes.of(name, y, p * 0.8), getattr(expect.losses, name)(y, p * 0.8)
    assert any(not np.isclose(found[mistake], right) for mistake in expect.loss_mistakes.OWN[name] if mistake in found)
    assert np.isclose(found["it is halved"], right / 2)


def test_a_call_can_be_pasted():
    said = expect.call("f", np.array([[0.0, 1], [2, 3]]), np.array([1, 2]), 0.25)
    assert said == "f(np.array([[0., 1], [2, 3]]), np.array([1, 2]), 0.25)"
    assert expect.try_it("f(1)", [1, 2], 3) == " Try it:\n    print(f(1))  # should be [1, 2], is 3"


def test_the_smallest_wrong_number_is_shown():
    z = np.array([-1000.0, -2, 3])
    with pytest.raises(expect.CheckFailed, match=r"relu\(-2\) should be 0, but is -2; 2 of 3 .*if nothing is done.\s*Try it:"):
        expect.elementwise(z, np.maximum(z, 0), "relu", z, mistakes={"nothing is done": z})
