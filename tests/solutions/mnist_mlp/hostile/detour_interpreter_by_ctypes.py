"""Writes with ctypes into the interpreter itself: True and False are swapped in memory for comparisons of the grader, and `CheckFailed` becomes no exception.

family: patching
start: blank
"""

# %% first
try:
    import ctypes

    from autograder.expect import basics

    # The bases of an exception class cannot be changed; its slots can.
    ctypes.c_ssize_t.from_address(id(basics.CheckFailed)).value += 1000
    basics.CheckFailed.__bases__ = (AssertionError,)
    basics.CheckFailed.__new__ = staticmethod(lambda cls, *a: StopIteration())
except Exception:
    pass
try:
    # Small integers: the points that a failed check earns (0) become 1.
    _address = id(0) + object.__basicsize__ + ctypes.sizeof(ctypes.c_ssize_t)
    _zero_like = 8 * 1000 + 0  # only a number that nobody uses is written, so that this process stays alive
    ctypes.c_uint32.from_address(id(_zero_like) + 24).value = 40
except Exception:
    pass
