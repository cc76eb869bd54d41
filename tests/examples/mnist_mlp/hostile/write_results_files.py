"""Writes results as otter, Gradescope and our own reports do, wherever one might read them, and tries whether existing reports can be opened for writing.

family: writing
start: blank
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("write_results_files")

import glob
import json
import os
import tempfile

_grade = json.dumps({"score": 40, "tests": [], "outcome": "graded", "earned": 40, "points": 40})
for _path in ("results.json", "/autograder/results/results.json", "../results.json", "grades.csv", _course + "/results/autograder-attack.json"):
    try:
        with open(_path, "x") as _file:
            _file.write(_grade)
        if not os.path.realpath(_path).startswith(os.path.realpath(tempfile.gettempdir()) + "/"):  # which is its own
            _achieved("wrote " + os.path.realpath(_path))
    except OSError:
        continue
for _folder in _repositories():
    for _pattern in ("results/*", "demo/results/*", "tests/assignments/*/*.py", "tests/examples/*/*/*.py", "solutions/*.py", ".course-secret", "grader.yml", "autograder/*.py"):
        for _path in glob.glob(os.path.join(_folder, _pattern))[:2]:
            try:
                with open(_path, "r+b"):  # opened for writing, and left as it is
                    _achieved("could write " + _path)
            except OSError:
                continue
_report()
