"""Asks for an unlimited core file and aborts in a cell.

family: endings
start: solved
"""

# %% after train
import os
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
except (OSError, ValueError):
    pass
os.abort()
