"""Reads the repository's git objects, `grader.yml` and the stored verdicts of others from the grader's disk.

family: reading
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("read_git_history_and_config")

import glob
import os

_stolen = []
for _folder in _repositories():
    for _pattern in (".git/HEAD", ".git/packed-refs", "grader.yml", "results/*.json", "results/grades.csv", "demo/results/grades.csv", "demo/submissions/*"):
        for _path in glob.glob(os.path.join(_folder, _pattern))[:3]:
            try:
                with open(_path, "rb") as _file:
                    _stolen.append(os.path.basename(_path) + "=" + _file.read(60).decode(errors="replace"))
            except OSError:
                continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + " ".join(" ".join(_stolen).split())[:300])
