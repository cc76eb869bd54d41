"""Reserves room in files that never had a name, and keeps each by one mapped page, without a descriptor.

family: bombs
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("mapped_files_without_a_name")

import mmap
import os
import time

_kept = []
try:
    for _ in range(60):
        _fd = os.open(".", os.O_RDWR | os.O_TMPFILE)
        os.posix_fallocate(_fd, 0, 40 * 2**20)
        _kept.append(mmap.mmap(_fd, 4096))
        os.close(_fd)
        time.sleep(0.05)
    time.sleep(2)
except OSError:
    pass
if len(_kept) > 40:
    _achieved(f"{len(_kept)} files of 40 MB without a name or a descriptor")
_report()
