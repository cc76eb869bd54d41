"""Starts up to 500 processes that sleep for a minute, in sessions of their own, until it is refused.

family: bombs
start: solved
"""

# %% first
import os
import time

_made = 0
try:
    while _made < 500:
        if os.fork() == 0:
            try:
                os.setsid()
            except OSError:
                pass
            time.sleep(60)
            os._exit(0)
        _made += 1
except OSError:
    pass
