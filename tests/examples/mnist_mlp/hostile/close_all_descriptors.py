"""Closes all descriptors, the wire's too, and goes on working.

family: endings
start: solved
"""

# %% after plot
import os
import time

os.closerange(0, 65536)
time.sleep(15)
