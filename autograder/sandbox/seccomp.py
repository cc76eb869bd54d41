"""The system calls that a submission must not make, as a seccomp filter (classic BPF, see seccomp(2)).

The list names the refused calls among the reviewed ones; newer calls do not exist for the submission. If a call is only partly
dangerous, its arguments decide; a filter sees only numbers, so nothing here depends on memory.
"""

import ctypes
import os
import signal
import struct
from collections.abc import Iterable, Sequence

from autograder.sandbox import linux

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
COLUMN = {"x86_64": 0, "aarch64": 1}
SECCOMP = {"x86_64": 317, "aarch64": 277}
FIRST_UNKNOWN = 463  # calls from this number on are not reviewed; the x32 calls of x86_64 are also above it

# name: (number on x86_64, number on aarch64); None if the architecture does not have it.
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # other programs and processes (threads are allowed: see FILTERED)
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272), "migrate_pages": (256, 238),
    "move_pages": (279, 239), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "sched_setaffinity": (203, 122), "setpriority": (141, 140), "ioprio_set": (251, 30),
    # the network
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242),
    # ways around this filter, and into the kernel
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "seccomp": (317, 277),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294),
    "personality": (135, 92), "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None), "syslog": (103, 116),
    # resources that outlive the process, and memory that no limit counts
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188),
    "msgctl": (71, 187), "semget": (64, 190), "semop": (65, 193), "semtimedop": (220, 192), "semctl": (66, 191),
    "mq_open": (240, 180), "mq_unlink": (241, 181),
    # resources of which the machine or the user has a fixed number; inotify also shows names in closed folders
    "io_setup": (206, 0), "io_destroy": (207, 1), "io_submit": (209, 2), "io_cancel": (210, 3), "io_getevents": (208, 4),
    "io_pgetevents": (333, 292), "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "inotify_rm_watch": (255, 28),
    # its timers can send any signal: see ENDING. Python and the threading libraries use setitimer
    "timer_create": (222, 107),
    # mounts, namespaces and files by other names
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "unshare": (272, 97), "setns": (308, 268), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "truncate": (76, 45), "mknod": (133, None), "mknodat": (259, 33),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    # the machine
    "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142), "sethostname": (170, 161), "setdomainname": (171, 162),
    "acct": (163, 89), "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266),
    "adjtimex": (159, 171), "vhangup": (153, 58), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42),
}  # fmt: skip

# Landlock does not cover these, and `shutil.copy` must not fail: they succeed and do nothing.
PRETENDED: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
}  # fmt: skip

CLONE, CLONE3, KILL, TGKILL, PRCTL = (56, 220), (435, 435), (62, 129), (234, 131), (157, 167)
FCNTL, IOCTL, PRLIMIT, SETRLIMIT = (72, 25), (16, 29), (302, 261), (160, 164)
CLONE_FILES, CLONE_THREAD = 0x400, 0x10000  # a thread with a separate descriptor table could hide open files
# The signals by which the machine or a person ends a program. A submission cannot send them, so they always come from outside.
ENDING = [signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL, signal.SIGTERM]
RLIMIT_CPU = 0  # beyond it the kernel also sends SIGKILL
# Names of threads and memory, huge pages, and queries. The parent-death signal, tracing and filters cannot be changed.
PRCTL_ALLOWED = [2, 3, 15, 16, 21, 23, 29, 30, 38, 39, 41, 42, 0x53564D41]
FCNTL_REFUSED = [8, 10, 15, 1024, 1026, 1031]  # F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ
IOCTL_REFUSED = [0x5412, 0x541C, 0x8901, 0x8902, 0x5452]  # TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP, FIOASYNC

ALLOW, KILL_PROCESS = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x00050001, 0x00050026
PRETEND = 0x00050000  # an error number of 0 is success
LOAD, EQUAL, AT_LEAST, BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


def supported() -> bool:
    """Whether the filter knows this machine's system calls."""
    return linux.machine() in AUDIT_ARCH


def install() -> None:
    """Filter the system calls of this process permanently. Needs `linux.no_new_privileges`. Raises OSError."""
    attach(_program(linux.machine(), os.getpid()))


def attach(program: list[Instruction]) -> None:
    """Add a filter to those of this process. Needs `linux.no_new_privileges`, or root. Raises OSError."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *instruction) for instruction in program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    set_mode_filter, no_speculation_penalty = 1, 4
    filled = Program(len(program), ctypes.addressof(code))
    linux.syscall(SECCOMP[linux.machine()], set_mode_filter, no_speculation_penalty, ctypes.byref(filled))


def _program(machine: str, pid: int) -> list[Instruction]:
    column = COLUMN[machine]
    start: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (RETURN, 0, 0, KILL_PROCESS),  # 32-bit calls have other numbers
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, FIRST_UNKNOWN),
        (RETURN, 0, 0, ENOSYS),
        *answer([CLONE3[column]], ENOSYS),  # its arguments are in memory; libc then uses clone
    ]
    filtered = [
        *_refuse(KILL[column], 1, ENDING),
        *_refuse(TGKILL[column], 2, ENDING),
        *_refuse(PRLIMIT[column], 1, [RLIMIT_CPU]),
        *_refuse(SETRLIMIT[column], 0, [RLIMIT_CPU]),
        *_require(CLONE[column], 0, CLONE_FILES),
        *_filter(CLONE[column], 0, BITS, [CLONE_THREAD], allow=True),
        *_filter(KILL[column], 0, EQUAL, [pid], allow=True),
        *_filter(TGKILL[column], 0, EQUAL, [pid], allow=True),
        *_filter(PRLIMIT[column], 0, EQUAL, [0, pid], allow=True),
        *_filter(PRCTL[column], 0, EQUAL, PRCTL_ALLOWED, allow=True),
        *_filter(FCNTL[column], 1, EQUAL, FCNTL_REFUSED, allow=False),
        *_filter(IOCTL[column], 1, EQUAL, IOCTL_REFUSED, allow=False),
    ]
    refused = answer([numbers[column] for numbers in REFUSED.values()], EPERM)
    pretended = answer([numbers[column] for numbers in PRETENDED.values()], PRETEND)
    return [*start, *filtered, *refused, *pretended, (RETURN, 0, 0, ALLOW)]


def answer(numbers: Iterable[int | None], result: int) -> list[Instruction]:
    """Return `result` for these calls."""
    return [step for n in numbers if n is not None for step in ((EQUAL, 0, 1, n), (RETURN, 0, 0, result))]


def _refuse(number: int, argument: int, operands: Sequence[int]) -> list[Instruction]:
    """Refuse a call if its argument, as 32 bits, is one of the operands; other calls go on to the next instruction."""
    tests = [step for operand in operands for step in ((EQUAL, 0, 1, operand), (RETURN, 0, 0, EPERM))]
    return _when(number, argument, tests)


def _require(number: int, argument: int, bit: int) -> list[Instruction]:
    """Refuse a call if its argument lacks this bit; other calls go on to the next instruction."""
    return _when(number, argument, [(BITS, 1, 0, bit), (RETURN, 0, 0, EPERM)])


def _when(number: int, argument: int, tests: list[Instruction]) -> list[Instruction]:
    """Run `tests` on an argument of the call with this number; if none of them returns, continue with the call's number loaded."""
    body = [(LOAD, 0, 0, FIRST_ARGUMENT + 8 * argument), *tests, (LOAD, 0, 0, NUMBER)]
    return [(EQUAL, 0, len(body), number), *body]


def _filter(number: int, argument: int, test: int, operands: list[int], allow: bool) -> list[Instruction]:
    """Allow (or refuse) a call if its argument, as 32 bits, passes `test` with one of the operands; otherwise the opposite."""
    hit, miss = (ALLOW, EPERM) if allow else (EPERM, ALLOW)
    tests = [step for operand in operands for step in ((test, 0, 1, operand), (RETURN, 0, 0, hit))]
    body: list[Instruction] = [(LOAD, 0, 0, FIRST_ARGUMENT + 8 * argument), *tests, (RETURN, 0, 0, miss)]
    return [(EQUAL, 0, len(body), number), *body]
