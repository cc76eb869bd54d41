"""Runs the finalizers that it inherited from the grader (its temporary folders would go), after a look whether they could succeed, and adds its own.

family: endings
start: solved
preamble: leave_a_trace
"""

# %% after plot
_achieved, _report = _traces_of("atexit_and_finalizers")

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
