"""Returns numpy arrays of a subclass with `__array_ufunc__`, `__array_finalize__` and a dtype that lies, and structured and object arrays.

family: types
start: solved
loses: q6 q8
"""

# %% evaluate
import numpy as np


class _Array(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_

    def __array_function__(self, function, types, args, kwargs):
        return True

    @property
    def dtype(self):
        class Kind:
            kind = "f"
            itemsize = 8

            def newbyteorder(self, *args):
                return np.dtype(object)

            def __eq__(self, other):
                return True

            __hash__ = object.__hash__

        return Kind()

    def astype(self, *args, **kwargs):
        return self

    def item(self):
        return 0.5


_turn = 0


def evaluate(model, dataset):
    global _turn
    _turn += 1
    model.eval()
    with torch.no_grad():
        model(dataset.data.view(-1, 784).float() / 255)
    kinds = [
        np.zeros(1).view(_Array),
        np.array([0.5], dtype=object),
        np.zeros(1, dtype=[("accuracy", float)]),
        np.array(["0.5"]),
        np.array(["2024-01-01"], dtype="datetime64[D]"),
        np.array([0.5 + 1j]),
        np.ma.masked_array([0.5], [True]),
    ]
    return kinds[_turn % len(kinds)]
