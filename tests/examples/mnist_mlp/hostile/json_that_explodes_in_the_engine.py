"""Writes a frame of 250 MB of JSON of empty lists in place of the report of its cells, which becomes many gigabytes of objects when it is read.

family: bombs
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% after plot
import os
import time

_body = b"[" + b"[]," * (83 * 2**20) + b"[]]"
_write_all(_frame(b"JSON", _body) + _frame(b"TENS", b""))
time.sleep(30)
os._exit(0)
