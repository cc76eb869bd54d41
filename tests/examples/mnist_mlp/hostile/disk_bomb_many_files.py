"""Writes up to 300,000 small files, which takes inodes and time to clean up.

family: bombs
start: solved
"""

# %% first
import os

try:
    for _i in range(300):
        os.mkdir(f"many{_i}")
        for _j in range(1000):
            os.close(os.open(f"many{_i}/{_j}", os.O_CREAT | os.O_WRONLY))
except OSError:
    pass
