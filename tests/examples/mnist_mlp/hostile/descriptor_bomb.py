"""Opens descriptors of all kinds (files, pipes, epoll, eventfd, timers, inotify) until no more are given.

family: bombs
start: solved
"""

# %% first
import ctypes
import os
import select

_libc, _kept = ctypes.CDLL(None), []
for _make in (
    lambda: os.open("/dev/null", os.O_RDONLY),
    lambda: os.pipe(),
    lambda: select.epoll(),
    lambda: os.eventfd(0),
    lambda: os.memfd_create("x"),
    lambda: _libc.inotify_init() >= 0 or (_ for _ in ()).throw(OSError()),
):
    try:
        for _ in range(100_000):
            _kept.append(_make())
    except Exception:
        continue
