"""Kernel calls without a function in Python, through libc. Each raises OSError, as Python's own functions do."""

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18

_SYS_MOUNT_SETATTR = 442  # the same number on every architecture, like all calls since 2019
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = -100, 0x8000, 1
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def machine() -> str:
    """The architecture that determines the numbers of system calls: "x86_64", "aarch64", …"""
    return platform.machine()


def syscall(number: int, *arguments: object) -> int:
    """Make a system call; integers are passed as C longs."""
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *passed))


def unshare(flags: int) -> None:
    """Enter new namespaces of the kinds `flags` (CLONE_NEW…); with NEWPID, only the next children are in the new one."""
    _checked(_libc.unshare(ctypes.c_int(flags)))


def setns(fd: int, flag: int) -> None:
    """Enter the namespace that `fd` refers to."""
    _checked(_libc.setns(ctypes.c_int(fd), ctypes.c_int(flag)))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """mount(2)."""
    _checked(_libc.mount(source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode()))


def make_everything_read_only() -> None:
    """Make every mount of this mount namespace read-only. Needs Linux 5.12."""
    attributes = (ctypes.c_uint64 * 4)(_MOUNT_ATTR_RDONLY, 0, 0, 0)  # attr_set, attr_clr, propagation, userns_fd
    syscall(_SYS_MOUNT_SETATTR, _AT_FDCWD, b"/", _AT_RECURSIVE, attributes, ctypes.sizeof(attributes))


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when the thread that forked it ends. `parent` is the process id of the forking process."""
    _prctl(_PR_SET_PDEATHSIG, 9)
    if os.getppid() != parent:  # it ended before the call
        os._exit(1)


def become_subreaper() -> None:
    """Adopt descendants that lose their parent."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def hide_memory() -> None:
    """Prevent other unprivileged processes from reading or tracing this one, and core dumps."""
    _prctl(_PR_SET_DUMPABLE, 0)


def show_memory() -> None:
    """Let other processes of the same user see this one's open and mapped files. This process gains no access to theirs."""
    _prctl(_PR_SET_DUMPABLE, 1)


def no_new_privileges() -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


@contextlib.contextmanager
def files_as(uid: int | None) -> Iterator[None]:
    """Open files and inspect processes as the user and group `uid`; needs root. None: as the current user."""
    if uid is None:
        yield
        return
    group, user = _libc.setfsgid(ctypes.c_uint(uid)), _libc.setfsuid(ctypes.c_uint(uid))
    try:
        yield
    finally:
        _libc.setfsuid(ctypes.c_uint(user))
        _libc.setfsgid(ctypes.c_uint(group))


def drop_capabilities() -> None:
    """Drop all capabilities permanently."""
    with contextlib.suppress(OSError):  # without CAP_SETPCAP the bounding set stays; the permitted set is cleared below
        for capability in range(64):
            _prctl(_PR_CAPBSET_DROP, capability)
    with contextlib.suppress(OSError):
        _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()))  # effective, permitted, inheritable, twice 32 bits


def _prctl(option: int, value: int) -> None:
    _checked(_libc.prctl(ctypes.c_int(option), *(ctypes.c_ulong(v) for v in (value, 0, 0, 0))))


def _checked(result: int) -> int:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
