"""Writes gigabytes to stdout, stderr, the descriptors 1 and 2, the display system and the terminal.

family: bombs
start: solved
"""

# %% first
import os
import sys

_line = "x" * 2**20
for _ in range(500):
    try:
        print(_line)
        sys.stderr.write(_line)
        sys.__stdout__.write(_line)
    except Exception:
        break
for _fd in (1, 2):
    try:
        for _ in range(1000):
            os.write(_fd, _line.encode())
    except OSError:
        pass
try:
    from IPython.display import HTML, display

    for _ in range(100):
        display(HTML(_line))
except Exception:
    pass
try:
    with open("/dev/tty", "w") as _file:
        _file.write("autograder-attack\n")
except OSError:
    pass
