"""Writes frames with other tags, a pickle among them, and text that is no frame.

family: wire
start: solved
preamble: pipes_of_the_wire
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% after plot
import pickle
import time

_write_all(_frame(b"PICK", pickle.dumps({"cell_errors": []})) + b"HTTP/1.1 200 OK\r\n\r\n")
time.sleep(5)
