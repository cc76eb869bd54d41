"""Sets up an io_uring by system call, which opens files and sockets without the calls that a filter looks at; and calls of the 32-bit ABI.

family: network
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("io_uring_around_seccomp")

import ctypes
import mmap
import os

_libc = ctypes.CDLL(None, use_errno=True)
try:
    _parameters = ctypes.create_string_buffer(120)
    _fd = _libc.syscall(425, 8, _parameters)
    if _fd >= 0:
        _achieved(f"an io_uring, descriptor {_fd}")
        os.close(_fd)
except Exception:
    pass
for _name, _number, _arguments in (
    ("userfaultfd", 323, (0,)),
    ("bpf", 321, (0, 0, 0)),
    ("perf_event_open", 298, (0, 0, -1, -1, 0)),
    ("keyctl get session", 250, (0, -3, 0)),
    ("add_key", 248, (b"user", b"autograder-attack", b"x", 1, -2)),
    ("memfd_secret", 447, (0,)),
    ("x32 getpid", 0x40000000 + 39, ()),
    ("clone3 without arguments", 435, (0, 0)),
    ("pidfd_open", 434, (os.getppid(), 0)),
    ("fanotify_init", 300, (0, 0)),
    ("inotify_init1", 294, (0,)),
):
    try:
        if _libc.syscall(_number, *_arguments) >= 0 and _name not in ("inotify_init1",):
            _achieved("system call " + _name)
    except Exception:
        continue
try:
    # int 0x80: the 32-bit getpid has the number 20, and filters for 64 bits see writev instead.
    _memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    _memory.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    _pid = os.fork()
    if _pid == 0:
        _address = ctypes.addressof(ctypes.c_char.from_buffer(_memory))
        os._exit(7 if ctypes.CFUNCTYPE(ctypes.c_int)(_address)() == os.getpid() else 1)
    if os.waitstatus_to_exitcode(os.waitpid(_pid, 0)[1]) == 7:
        _achieved("a 32-bit system call")
except Exception:
    pass
_report()
