"""Writes valid empty messages into the pipe without end, from a thread.

family: wire
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
import threading

_bytes = _frame(b"JSON", b'{"cell_errors": []}') + _frame(b"TENS", b"")


def _flood():
    for _ in range(10**7):
        _write_all(_bytes)


threading.Thread(target=_flood, daemon=True).start()
