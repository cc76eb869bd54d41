"""Has the kernel send signals to the grader: F_SETOWN and F_SETSIG on its pipes name the parent as the one to be told of input.

family: signals
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("fcntl_owner_signals_parent")

import fcntl
import os
import signal
import socket
import time

for _pid in _graders():
    try:
        _ours, _theirs = socket.socketpair()
        fcntl.fcntl(_ours, fcntl.F_SETOWN, _pid)
        fcntl.fcntl(_ours, 10, signal.SIGTERM)  # F_SETSIG
        fcntl.fcntl(_ours, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        _before = os.path.exists(f"/proc/{_pid}")
        _theirs.send(b"x")
        time.sleep(0.3)
        if _before and not os.path.exists(f"/proc/{_pid}"):
            _achieved(f"the kernel ended {_pid} for us")
    except Exception:
        continue
_report()
