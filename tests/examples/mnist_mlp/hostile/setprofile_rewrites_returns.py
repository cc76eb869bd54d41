"""Sets a profile function that overwrites the grader's own local variables (`passed`, `message`, `errors`, `blanks`) while it works.

family: patching
start: blank
"""

# %% first
import ctypes
import sys
import threading

_VALUES = {"passed": True, "message": "", "condition": True, "right": 1.0, "blanks": [], "errors": []}
_seen = []


def _profile(frame, event, argument):
    if "autograder" not in frame.f_code.co_filename and "otter" not in frame.f_code.co_filename:
        return
    _seen[:] = [frame.f_code.co_name]
    here = frame.f_locals
    for name in _VALUES.keys() & set(frame.f_code.co_varnames):
        if name in here:
            here[name] = _VALUES[name]
    ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))


sys.setprofile(_profile)
threading.setprofile(_profile)

# %% after imports
assert _seen, "no function of the grader ran under the profile"

# %% after plot
sys.setprofile(_profile)
