"""Sets mode, owner, times and extended attributes of the grader's files (to what they are), which path rules for writing may not cover.

family: writing
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="change_attributes_of_grader_files"):
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
    for _name in ("grader.yml", ".course-secret", "autograder/wire.py", "tests/assignments/mnist_mlp/q1.py"):
        _path = os.path.join(_folder, _name)
        try:
            _stat = os.stat(_path)
        except OSError:
            continue
        for _what, _call in (
            ("chmod", lambda: os.chmod(_path, _stat.st_mode & 0o7777)),
            ("chown", lambda: os.chown(_path, _stat.st_uid, _stat.st_gid)),
            ("utime", lambda: os.utime(_path, ns=(_stat.st_atime_ns, _stat.st_mtime_ns))),
            ("setxattr", lambda: (os.setxattr(_path, "user.autograder-attack", b"1"), os.removexattr(_path, "user.autograder-attack"))),
            ("truncate to its length", lambda: os.truncate(_path, _stat.st_size)),
        ):
            try:
                _call()
                _achieved(f"{_what} {_path}")
            except OSError:
                continue
_report()
