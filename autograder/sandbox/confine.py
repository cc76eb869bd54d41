"""Drop the privileges of a submission before its first line runs, in an order in which each step is still possible."""

import os
import resource
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox import landlock, linux, seccomp
from autograder.sandbox.layers import Layer, Layers

if TYPE_CHECKING:
    from autograder.model.course_settings import Limits

MEGABYTE = 2**20
SYSTEM = [
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts",
    "/etc/mime.types", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
    "/proc/self", "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm/transparent_hugepage",
]  # fmt: skip
NULL = "/dev/null"
DESCRIPTORS = 256
BUSY = 4  # wall-clock limits are this multiple of processor time limits, since the machine may be busy
OTHER_THREADS = (
    400  # room for the user's other programs, such as a browser, since the kernel counts their threads with the submission's
)
OUT_OF_MEMORY = 98  # the exit code if the sandbox's own code runs out of memory


def confine(layers: Layers, limits: "Limits", readable: Iterable[str], listable: Iterable[str], scratch: Path) -> None:
    """Apply the `layers`: limits, user, capabilities, access to files outside `readable`, system calls.

    The names of the files in the folders `listable` stay readable, too. Raises OSError if a step is refused.
    """
    parent = os.getppid()
    linux.hide_memory()
    if Layer.LIMITS in layers:
        set_limits(limits, layers)
    if Layer.UID in layers and layers.uid is not None:
        become(layers.uid)
    linux.drop_capabilities()
    linux.no_new_privileges()
    if Layer.MOUNT in layers:
        linux.hide_memory()  # changing the user id cleared it
    else:
        linux.show_memory()  # `scratch` counts the files that it holds open
    linux.die_with_parent(parent)  # changing the user id also cleared this
    if Layer.LANDLOCK in layers:
        landlock.restrict(readable, [str(scratch), NULL], listable)
    if Layer.SECCOMP in layers:
        seccomp.install()


def become(uid: int) -> None:
    """Change to the user and the group `uid`, without any other group."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def set_limits(limits: "Limits", layers: Layers) -> None:
    """Set the resource limits. The memory that the warm parent has already mapped does not count."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    cpu = int(limits.cpu_seconds) + 1
    scratch = int(limits.scratch_megabytes * MEGABYTE)
    own_user = Layer.UID in layers or Layer.USER in layers
    threads = limits.threads + (0 if own_user else threads_of_this_user() + OTHER_THREADS)
    for kind, value in {
        resource.RLIMIT_AS: mapped + int(limits.memory_megabytes * MEGABYTE),
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_FSIZE: scratch,
        resource.RLIMIT_NPROC: threads,
        resource.RLIMIT_NOFILE: DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: DESCRIPTORS,
    }.items():
        highest = resource.getrlimit(kind)[1]
        value = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(kind, (value, value))


def threads_of_this_user() -> int:
    """Count all threads of this user, as the kernel does if submissions have no separate user."""
    count = 0
    for status in Path("/proc").glob("[0-9]*/task/*/status"):
        try:
            count += status.stat().st_uid == os.geteuid()
        except OSError:  # the process has ended
            continue
    return count
