"""Runs the finalizers that it inherited from the grader (its temporary folders would go), after a look whether they could succeed, and adds its own.

family: endings
start: solved
"""

# %% after plot
_done = []


def _achieved(what, stem="atexit_and_finalizers"):
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

import atexit
import os
import tempfile
import weakref

try:
    for _finalizer in list(weakref.finalize._registry):
        _peeked = _finalizer.peek()
        _folders = [a for a in (_peeked[2] if _peeked else ()) if isinstance(a, str) and os.path.isdir(a)]
        for _folder in _folders:
            # Only a file of our own is made and removed: whoever can do that could remove the folder.
            _own = os.path.join(_folder, "autograder-attack-file")
            open(_own, "x").close()
            os.remove(_own)
            _achieved("a finalizer could remove the grader's folder " + _folder)
except Exception:
    pass
atexit.register(lambda: _achieved("an exit function of the student's ran") if os.getpid() else None)
_report()
