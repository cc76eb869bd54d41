"""Replaces scratch and data folders by symbolic links to a folder outside that it made, in the hope that the clean-up deletes or chmods through them.

family: writing
start: solved
"""

# %% first
import os as _os

import otter as _otter

# Only in the sandbox's scratch folder: never where otter or a person happens to work.
_scratch = _otter.Notebook.__name__ == "SilentNotebook" and not any(_os.path.exists(n) for n in (".git", "grader.yml", "etc", ".bashrc"))
import os

_victim = "/tmp/autograder-attack-victim"
try:
    os.makedirs(_victim + "/inner", exist_ok=True)
    with open(_victim + "/inner/precious", "w") as _file:
        _file.write("If this file vanishes, the clean-up followed a link.")
except OSError:
    pass
for _name, _target in (("link", _victim), ("inner-link", _victim + "/inner"), ("loop", "loop")):
    try:
        os.symlink(_target, _name)
    except OSError:
        pass

# %% after plot
_here = os.getcwd()
try:
    # The scratch folder itself becomes a link to the victim.
    if not _scratch:
        raise OSError
    os.rename(_here, _here + "-moved")
    os.symlink(_victim, _here)
except OSError:
    pass
try:
    if not _scratch:
        raise OSError
    os.rename("data", "data-moved")
    os.symlink(_victim, "data")
except OSError:
    pass
