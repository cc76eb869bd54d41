"""Leaves files in /dev/shm, a System V segment, a message queue and a semaphore for later submissions, which survive their maker.

family: writing
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("leave_things_in_shared_memory")

import ctypes

_libc = ctypes.CDLL(None, use_errno=True)
try:
    with open("/dev/shm/autograder-attack-leave_things_in_shared_memory", "w") as _file:
        _file.write("for the next")
    _achieved("a file in /dev/shm")
except OSError:
    pass
for _name, _call in (("shmget", (0x41474154, 4096, 0o1666)), ("msgget", (0x41474154, 0o1666)), ("semget", (0x41474154, 1, 0o1666))):
    try:
        _id = getattr(_libc, _name)(*_call)
        if _id >= 0:
            _achieved(f"{_name}: identifier {_id}, key 0x41474154")
    except Exception:
        pass
try:
    _libc.mq_open.restype = ctypes.c_int
    _queue = ctypes.CDLL("librt.so.1").mq_open(b"/autograder-attack", 0o102, 0o666, None)
    if _queue >= 0:
        _achieved("a POSIX message queue /autograder-attack")
except Exception:
    pass
_report()
