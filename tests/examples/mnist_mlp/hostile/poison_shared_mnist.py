"""Changes the labels in the unpacked MNIST files to which `data/MNIST/raw` links, so that all later submissions learn and are tested with wrong ones.

family: writing
start: solved
preamble: leave_a_trace modules_of_the_grader
"""

# %% after data
_achieved, _report = _traces_of("poison_shared_mnist")

import glob
import os

for _link in glob.glob("data/MNIST/raw/*labels*"):
    _target = os.path.realpath(_link)
    if "/autograder/checks/data/" in _target or _target.startswith(os.path.realpath(os.getcwd())):
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
# In memory: arrays that are mapped from a file and shared between forks.
_images, _labels = grader_module("checks.mnist").load("test")
try:
    _labels.flags.writeable = True
    _labels[:] = 0
except ValueError:  # they are mapped to be read only
    pass
_report()
