"""Fills as many pipes as it may open, and holds timers, event counters and signal descriptors, of which a user has so many in all.

family: bombs
start: solved
"""

# %% first
import ctypes
import os

_libc, _kept = ctypes.CDLL(None), []
try:
    while True:
        _kept.append(os.pipe())
        os.set_blocking(_kept[-1][1], False)
        try:
            while os.write(_kept[-1][1], bytes(2**16)):
                pass
        except BlockingIOError:
            continue
except OSError:
    pass
for _fd in [_fd for _pair in _kept[::2] for _fd in _pair]:
    os.close(_fd)
_timers = [_libc.timerfd_create(1, 0) for _ in range(100)]
_signals = [_libc.signalfd(-1, (ctypes.c_ulong * 16)(2**14), 0) for _ in range(100)]
_counters = [_libc.eventfd(0, 0) for _ in range(100)]
