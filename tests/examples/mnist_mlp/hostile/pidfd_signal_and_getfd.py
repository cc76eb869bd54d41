"""Signals the grader through `pidfd_open` and `pidfd_send_signal`, and takes its descriptors with `pidfd_getfd`.

family: signals
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("pidfd_signal_and_getfd")

import ctypes
import os
import signal

_libc = ctypes.CDLL(None, use_errno=True)
for _pid in _graders():
    try:
        _fd = os.pidfd_open(_pid)
        if signal.pidfd_send_signal(_fd, 0) is None:
            _achieved(f"may signal {_pid} by a pidfd")
        for _number in range(3, 30):
            _taken = _libc.syscall(438, _fd, _number, 0)
            if _taken >= 0:
                _achieved(f"took descriptor {_number} of {_pid}: {os.readlink(f'/proc/self/fd/{_taken}')}")
        signal.pidfd_send_signal(_fd, signal.SIGUSR2)
    except Exception:
        continue
_report()
