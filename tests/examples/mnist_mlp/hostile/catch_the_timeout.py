"""Catches every exception, the grader's time-out too, and goes on; `evaluate` does so in `finally`, `__del__` and generators.

family: signals
start: solved
loses: q6 q8
"""

# %% first
import gc
import time

for _object in gc.get_objects():
    try:
        if isinstance(_object, type) and _object.__name__ == "CellTimeout":
            _object.__init__ = lambda self, *a: None
            _object.__bases__ = (Exception,)
    except Exception:
        pass
_end = time.monotonic() + 100
while time.monotonic() < _end:
    try:
        while time.monotonic() < _end:
            time.sleep(1)
    except BaseException:
        continue

# %% evaluate
class _Stubborn:
    def __del__(self):
        while True:
            try:
                time.sleep(1)
            except BaseException:
                pass


def evaluate(model, dataset):
    stubborn = _Stubborn()
    while True:
        try:
            time.sleep(1)
        except BaseException:
            del stubborn
