"""Sends SIGKILL to its parent and to the other processes of the grader.

family: signals
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("kill_grader_processes")

import os
import signal

for _pid in _graders():
    try:
        os.kill(_pid, 0)
        _achieved(f"may signal process {_pid}")
        os.kill(_pid, signal.SIGKILL)
    except OSError:
        continue
_report()
