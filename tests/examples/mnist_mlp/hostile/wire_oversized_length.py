"""Announces a frame of 2⁶³ bytes, in the hope that the engine makes room for it.

family: wire
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% after plot
import time

_write_all(_frame(b"JSON", b"[]", length=2**63))
time.sleep(5)
