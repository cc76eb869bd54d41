"""Returns objects that pretend by `__class__`, `__instancecheck__` and registration in ABCs to be floats, lists, dicts or arrays.

family: types
start: solved
loses: q6 q8
"""

# %% first
import numpy as _numpy


class _Spoof:
    def __init__(self, kind):
        self._kind = kind

    @property
    def __class__(self):
        return self._kind

    def __float__(self):
        return float("inf")

    def __int__(self):
        return 0

    def bit_length(self):
        return 0

    def items(self):
        return [(_Spoof(str), _Spoof(dict))]

    def __iter__(self):
        return iter([_Spoof(list)])

    def __str__(self):
        return _Spoof(str)

# %% evaluate
_kinds = [float, int, str, list, dict, bool, _numpy.ndarray, _numpy.float64, torch.Tensor, type(None)]
_at = 0


def evaluate(model, dataset):
    global _at
    _at += 1
    return _Spoof(_kinds[_at % len(_kinds)])

# %% sizes
HIDDEN_SIZES = [_Spoof(list)] * 4
