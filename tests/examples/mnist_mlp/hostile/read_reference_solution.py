"""Reads `solutions/mnist_mlp.py` from the grader's disk and executes its cells in place of the blanks.

family: reading
start: blank
preamble: leave_a_trace folders_of_the_course
"""

# %% after plot
_achieved, _report = _traces_of("read_reference_solution")

import os
import re

for _folder in _repositories():
    try:
        with open(os.path.join(_folder, "solutions", "mnist_mlp.py")) as _file:
            _text = _file.read()
    except OSError:
        continue
    _achieved("the reference solution: " + _text[:60])
    for _cell in re.split(r"^# %%.*$", _text, flags=re.M):
        try:
            if "otter" not in _cell and "grader.check" not in _cell and "TRAINING_EPOCHS)" not in _cell:
                exec(_cell, globals())
        except Exception:
            continue
    raise AssertionError("STOLEN: " + " ".join(_text.split())[:200])
