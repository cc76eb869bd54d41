"""Joins the process group of its parent if it can, and signals its own group and session.

family: signals
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("kill_own_group")

import os
import signal

_mine = _graders()
for _pid in _mine:
    try:
        # Only join the group; whoever else is in it stays unharmed.
        os.setpgid(0, os.getpgid(_pid))
        _achieved(f"joined the group of {_pid}")
        os.setpgid(0, 0)
    except OSError:
        continue
try:
    if os.getpgid(0) == os.getpid():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGTERM)
except OSError:
    pass
_report()
