"""What questions draw for their checks: no right answer is by chance a mistake's."""

import importlib.util

import numpy as np
import pytest
from helpers.repository import REPOSITORY


def question(assignment, name):
    """The module of a question's tests."""
    path = REPOSITORY / "tests" / "assignments" / assignment / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{assignment}_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(100))
def test_the_mean_cost_of_an_epoch_is_not_the_last_batch_s(seed):
    *_, expected = question("mnist_mlp", "q5").draw_with_telling_costs(np.random.default_rng(seed))
    assert abs(expected.costs[-1] / np.mean(expected.costs) - 1) > 0.01
