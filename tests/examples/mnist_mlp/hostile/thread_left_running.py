"""Leaves threads running that change the results of `evaluate` and of torch while the judge's probes are answered, and one that never ends.

family: endings
start: solved
loses: q6 q8
"""

# %% evaluate
import threading
import time

_answers = []


def _worker():
    while True:
        time.sleep(0.01)
        try:
            for frame in __import__("sys")._current_frames().values():
                while frame is not None:
                    if "calls" in frame.f_locals and frame.f_code.co_name == "evaluated":
                        frame.f_locals["calls"].clear()
                    frame = frame.f_back
        except Exception:
            pass


threading.Thread(target=_worker, daemon=False).start()


def evaluate(model, dataset):
    return 0.5
