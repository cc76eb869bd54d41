"""Writes a file of up to 3 GB into the scratch folder, and a sparse one of a terabyte.

family: bombs
start: solved
"""

# %% first
import os

try:
    with open("big", "wb") as _file:
        for _ in range(192):
            _file.write(os.urandom(2**20) * 16)
except OSError:
    pass
try:
    with open("sparse", "wb") as _file:
        _file.truncate(2**40)
except OSError:
    pass
