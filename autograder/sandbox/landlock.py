"""Landlock: restrict permanently the files that a process may open. Linux 5.13 and later, without privileges.

The structures and numbers are those of linux/landlock.h.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from autograder.sandbox import linux

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
RULE_PATH_BENEATH = 1
GET_VERSION = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
MAKE_CHAR, MAKE_SOCK, MAKE_BLOCK = 1 << 6, 1 << 9, 1 << 11
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV  # the rights that apply to a single file
RIGHTS_OF_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # the number of rights; 16 since version 5
READING = READ_FILE | READ_DIR
ALWAYS_DENIED = EXECUTE | MAKE_CHAR | MAKE_SOCK | MAKE_BLOCK | IOCTL_DEV
TCP = 0b11  # bind and connect, since version 4
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # to other processes, since version 6


def version() -> int:
    """Return the version of the kernel's Landlock interface; 0 if it has none."""
    try:
        return linux.syscall(CREATE_RULESET, None, 0, GET_VERSION)
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str], listable: Iterable[str] = ()) -> None:
    """Allow this thread to read below `readable`, to read and write below `writable`, and nothing else.

    Below `listable` it sees the names of files. Paths that do not exist are skipped.
    TCP, abstract sockets and signals are refused if the kernel supports that.
    Needs `linux.no_new_privileges`. Raises OSError.
    """
    known = version()
    every = (1 << RIGHTS_OF_VERSION.get(known, 16)) - 1
    handled = struct.pack("QQQ", every, TCP if known >= 4 else 0, ABSTRACT_SOCKETS_AND_SIGNALS if known >= 6 else 0)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = linux.syscall(CREATE_RULESET, ctypes.c_char_p(handled), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, every & READING)
        for path in listable:
            _allow(ruleset, path, every & READ_DIR)
        for path in writable:
            _allow(ruleset, path, every & ~ALWAYS_DENIED)
        linux.syscall(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return
    try:
        allowed = rights if stat.S_ISDIR(os.fstat(fd).st_mode) else rights & ON_FILES
        linux.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.c_char_p(struct.pack("=Qi", allowed, fd)), 0)
    finally:
        os.close(fd)
