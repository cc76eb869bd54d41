"""Leaves in the scratch folder what a clean-up trips over: folders without permissions, odd names, fifos, sockets, and an immutable file.

family: writing
start: solved
"""

# %% first
import os as _os

import otter as _otter

# Only in the sandbox's scratch folder: never where otter or a person happens to work.
_scratch = _otter.Notebook.__name__ == "SilentNotebook" and not any(_os.path.exists(n) for n in (".git", "grader.yml", "etc", ".bashrc"))
import ctypes
import fcntl
import os
import socket

for _step in (
    lambda: os.makedirs("locked/inner"),
    lambda: open("locked/inner/file", "w").close(),
    lambda: os.mkfifo("fifo"),
    lambda: socket.socket(socket.AF_UNIX).bind("socket"),
    lambda: open(b"\xff\xfe\n\x1b[2J", "w").close(),
    lambda: open("-rf", "w").close(),
    lambda: open("a" * 255, "w").close(),
    lambda: os.mknod("device", 0o020666, os.makedev(1, 3)),
):
    try:
        _step()
    except Exception:
        pass
try:
    if not _scratch:
        raise OSError
    _file = os.open("immutable", os.O_CREAT | os.O_RDONLY)
    fcntl.ioctl(_file, 0x40086602, (ctypes.c_long * 1)(0x10))  # FS_IMMUTABLE_FL
except Exception:
    pass

# %% after plot
for _path in ("locked/inner", "locked", *(["."] if _scratch else [])):
    try:
        os.chmod(_path, 0)
    except OSError:
        pass
