"""Sends a frame of 200 MB one byte each tenth of a second, so that the engine never sees silence and never gets an answer.

family: wire
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% after plot
import time

_write_all(_frame(b"JSON", b"", length=200 * 2**20))
while True:
    _write_all(b" ")
    time.sleep(0.1)
