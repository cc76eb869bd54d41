"""Stops (SIGSTOP) the parent and the rest of the grader, which hangs the grading of everybody else.

family: signals
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("stop_the_parent")

import os
import signal

for _pid in _graders():
    try:
        os.kill(_pid, 0)
        _achieved(f"stopped {_pid}")
        os.kill(_pid, signal.SIGSTOP)
    except OSError:
        continue
_report()
