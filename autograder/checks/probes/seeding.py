"""Random numbers beside the student's code: seed every generator, and call a function with two seeds."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.ask import StudentError
from autograder.checks.probes.torch_models import parameters_of


def seed(value: int) -> None:
    """Seed every generator that a student may use: random, NumPy's, and torch's and Keras' if they are imported."""
    import random
    import sys

    random.seed(value)
    np.random.seed(value % 2**32)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(value)
    if "torch" in sys.modules:
        _seed_torch(value)


def _seed_torch(value: int) -> None:
    import torch

    torch.default_generator.manual_seed(value)
    if torch.cuda.is_initialized():  # else torch.manual_seed would queue a call, and slowly record the stack
        torch.cuda.manual_seed_all(value)


def draws_anew(make: Callable[[], Any], value: int) -> bool:
    """Whether a function that makes a torch or Keras network draws new values for every weight matrix with another seed."""
    drawn = []
    for one in (value, value + 1):
        seed(one)
        model = make()
        arrays = model.get_weights() if hasattr(model, "get_weights") else list(parameters_of(model).values())
        drawn.append([array for array in arrays if array.ndim > 1])
    return not any(np.array_equal(first, second) and np.ptp(first) > 0 for first, second in zip(*drawn, strict=False))


def first_that_works(value: int, *functions: Callable[[], Any]) -> Any:
    """Return the result of the first function that does not raise; each begins with the seed `value`.

    Raises StudentError where a name is missing, and what the last function raises.
    """
    *others, last = functions
    for function in others:
        seed(value)
        try:
            return function()
        except StudentError:
            raise
        except Exception:  # of the student's code
            continue
    seed(value)
    return last()
