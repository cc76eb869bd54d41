"""Leaves folders nested 3,000 deep in the scratch folder, on which a recursive clean-up breaks off with a RecursionError.

family: writing
start: solved
"""

# %% first
import os as _os

import otter as _otter

# Only in the sandbox's scratch folder: never where otter or a person happens to work.
_scratch = _otter.Notebook.__name__ == "SilentNotebook" and not any(_os.path.exists(n) for n in (".git", "grader.yml", "etc", ".bashrc"))
import os

_home = os.getcwd()
try:
    for _ in range(3000 if _scratch else 0):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
finally:
    os.chdir(_home)
