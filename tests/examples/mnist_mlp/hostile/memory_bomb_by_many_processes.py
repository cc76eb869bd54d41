"""Forks 40 processes that take 500 MB each, so that a limit for each process does not help.

family: bombs
start: solved
"""

# %% first
import os
import time

try:
    for _ in range(40):
        if os.fork() == 0:
            try:
                _held = bytearray(b"\1") * (500 * 2**20)
                time.sleep(30)
            finally:
                os._exit(0)
except OSError:
    pass
time.sleep(5)
