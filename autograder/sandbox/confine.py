"""What a submission gives up before its first line runs, in an order in which each step can still be taken."""

import os
import resource
import sys
import sysconfig
from pathlib import Path

from autograder.course import Limits
from autograder.sandbox import landlock, linux, seccomp
from autograder.sandbox.layers import Layer, Layers

PACKAGE = Path(__file__).parents[1]
MEGABYTE = 2**20
SYSTEM = [
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts",
    "/etc/mime.types", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
    "/proc/self", "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm/transparent_hugepage",
]  # fmt: skip
NULL = "/dev/null"
DESCRIPTORS = 256
OUT_OF_MEMORY = 98  # the exit code of a submission in which our own code finds no memory any more


def interpreter_paths() -> list[str]:
    """Where Python, its packages and this package are: no more than that, since a course may lie right beside its .venv."""
    found = [sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    bases = [os.path.join(base, part) for base in (sys.prefix, sys.base_prefix) for part in ("lib", "lib64", "share")]
    extra = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    existing = {os.path.realpath(path) for path in [*found, *bases, *extra, str(PACKAGE)] if path and os.path.isdir(path)}
    return sorted(existing)


def confine(layers: Layers, limits: Limits, data: Path, scratch: Path) -> None:
    """Give up what `layers` holds: limits, user, capabilities, files, system calls. Raises OSError where one is refused."""
    parent = os.getppid()
    linux.hide_memory()
    if Layer.LIMITS in layers:
        set_limits(limits, layers)
    if Layer.UID in layers and layers.uid is not None:
        become(layers.uid)
    linux.drop_capabilities()
    linux.no_new_privileges()
    linux.hide_memory()  # another user id has cleared it
    linux.die_with_parent(parent)  # and so has this
    if Layer.LANDLOCK in layers:
        landlock.restrict([*interpreter_paths(), *SYSTEM, str(data)], [str(scratch), NULL])
    if Layer.SECCOMP in layers:
        seccomp.install()


def become(uid: int) -> None:
    """Turn into the user and the group `uid`, without any other group."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def set_limits(limits: Limits, layers: Layers) -> None:
    """Set the resource limits: memory counts beyond what the warm parent has mapped already."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    cpu = int(limits.cpu_seconds) + 1
    scratch = int(limits.scratch_megabytes * MEGABYTE)
    threads = limits.threads + (0 if Layer.UID in layers or Layer.USER in layers else threads_of_this_user())
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
    """How many threads this user has in all: the kernel counts them together where a submission has no user of its own."""
    count = 0
    for status in Path("/proc").glob("[0-9]*/task/*/status"):
        try:
            count += status.stat().st_uid == os.geteuid()
        except OSError:  # it ended meanwhile
            continue
    return count
