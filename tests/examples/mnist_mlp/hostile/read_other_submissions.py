"""Looks into the scratch folders and processes of submissions that are graded at the same time, and into the folder of all submissions.

family: reading
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("read_other_submissions")

import glob
import os
import tempfile

_mine = os.path.realpath(os.getcwd())
_stolen = []
for _folder in {tempfile.gettempdir(), "/tmp", "/var/tmp", os.path.dirname(_mine), "/dev/shm"}:
    for _path in glob.glob(os.path.join(_folder, "autograder-*")):
        if (_mine + "/").startswith(os.path.realpath(_path) + "/") or "autograder-data" in _path or "autograder-attack" in _path:
            continue
        try:
            if os.path.isdir(_path):
                _stolen.append(f"{_path}: {os.listdir(_path)[:3]}")
        except OSError:
            continue
for _path in glob.glob(_course + "/demo/submissions/*")[:3] + glob.glob("/autograder/submission/*")[:3]:
    try:
        with open(_path, "rb") as _file:
            _stolen.append(f"{_path}: {_file.read(30)!r}")
    except OSError:
        continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + "; ".join(_stolen)[:400])
