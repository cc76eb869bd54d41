"""Leaves a process behind (double fork, new session, no parent-death signal, ignored signals), which writes a line after 20 seconds and ends after 60.

family: endings
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("daemon_left_behind")

import ctypes
import os
import signal
import time

try:
    if os.fork() == 0:
        try:
            os.setsid()
            if os.fork() == 0:
                ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
                for _number in range(1, 32):
                    try:
                        signal.signal(_number, signal.SIG_IGN)
                    except (OSError, ValueError):
                        pass
                # The pipes stay open on purpose: the engine might wait for their end.
                time.sleep(20)
                _achieved(f"process {os.getpid()} lives on after 20 seconds")
                time.sleep(40)
        finally:
            os._exit(0)
except OSError:
    pass

# %% after plot
import os

os._exit(0)
