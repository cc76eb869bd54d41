"""Writes files that it removes, or replaces by others, while it has them open: they take the disk, and no folder shows them.

family: bombs
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("removed_but_open_files")

import os
import time

_kept, _written = [], 0
try:
    for _i in range(100):
        _kept.append(os.open("hoard", os.O_RDWR | os.O_CREAT))
        for _ in range(40):
            _written += os.write(_kept[-1], bytes(2**20))
        os.unlink("hoard") if _i % 2 else os.rename("hoard", "other")
    time.sleep(2)
except OSError:
    pass
if _written > 2**30:
    _achieved(f"{_written / 2**20:.0f} MB in files without a name")
_report()
