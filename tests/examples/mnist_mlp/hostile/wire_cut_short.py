"""Writes half a frame into the grader's pipe and closes it.

family: wire
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% after plot
import os

_write_all(_frame(b"JSON", b'{"cell_errors": [', length=500))
os._exit(0)
