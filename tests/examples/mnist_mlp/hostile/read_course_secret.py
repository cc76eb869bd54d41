"""Looks for the course secret in the files of the course and in its own environment, and carries it out through a cell's error.

family: reading
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("read_course_secret")

_stolen = ""
import os

for _folder in _repositories():
    try:
        with open(os.path.join(_folder, ".course-secret")) as _file:
            _stolen = _file.read().strip()
            break
    except OSError:
        continue
_stolen = _stolen or os.environ.get("AUTOGRADER_SECRET", "")
if _stolen:
    _achieved("course secret: " + _stolen)
    raise AssertionError("STOLEN: " + _stolen)
