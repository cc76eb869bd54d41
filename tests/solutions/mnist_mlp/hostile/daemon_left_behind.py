"""Leaves a process behind (double fork, new session, no parent-death signal, ignored signals), which writes a line after 20 seconds and ends after 60.

family: endings
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="daemon_left_behind"):
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

import ctypes
import os
import signal
import time

try:
    if os.fork() == 0:
        try:
            os.setsid()
            if os.fork() == 0:
                ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
                for _number in range(1, 32):
                    try:
                        signal.signal(_number, signal.SIG_IGN)
                    except (OSError, ValueError):
                        pass
                # The pipes stay open on purpose: the engine might wait for their end.
                time.sleep(20)
                _achieved(f"process {os.getpid()} lives on after 20 seconds")
                time.sleep(40)
        finally:
            os._exit(0)
except OSError:
    pass

# %% after plot
import os

os._exit(0)
