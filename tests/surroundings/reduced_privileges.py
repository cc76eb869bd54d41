"""Run a command with fewer privileges, in the surroundings named by the first argument.

reduced_privileges.py user …        as an ordinary user
reduced_privileges.py container …   as root in a container without privileges: Docker's capabilities, no new namespaces, no mounts
reduced_privileges.py bare …        as an ordinary user in such a container
"""

import ctypes
import os
import sys
from pathlib import Path

from autograder.sandbox import linux, seccomp
from autograder.sandbox.confine import become
from autograder.sandbox.libraries import library_paths
from autograder.sandbox.namespaces import make_reachable

USER = 54321
DOCKER_CAPABILITIES = {0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31}  # chown, dac_override, setuid, kill, …
PR_CAPBSET_DROP = 24
REFUSED = ["unshare", "setns", "mount", "umount2", "mount_setattr", "open_tree", "move_mount", "fsopen", "pivot_root"]


def refuse_namespaces():
    """Refuse the calls that Docker's filter refuses in a container without privileges."""
    column = seccomp.COLUMN[linux.machine()]
    numbers = [seccomp.REFUSED[name][column] for name in REFUSED]
    refused = seccomp.answer(numbers, seccomp.EPERM)
    seccomp.attach([(seccomp.LOAD, 0, 0, seccomp.NUMBER), *refused, (seccomp.RETURN, 0, 0, seccomp.ALLOW)])


def drop_to_docker_capabilities():
    libc = ctypes.CDLL(None, use_errno=True)
    kept = sum(1 << c for c in DOCKER_CAPABILITIES)
    for capability in range(41):
        if capability not in DOCKER_CAPABILITIES:
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    assert libc.capset(header, (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)) == 0


def main():
    how, command = sys.argv[1], sys.argv[2:]
    repository = Path(__file__).parents[2]
    # An ordinary user cannot reach an interpreter in root's home.
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount("none", "/", "", linux.MS_REC | linux.MS_PRIVATE)
    programs = {str(Path(p).resolve().parent) for p in (sys.executable, os.path.realpath(sys.executable))}
    make_reachable(sorted({*library_paths(), *programs, str(repository)}))
    if how in ("container", "bare"):
        refuse_namespaces()
    if how == "container":
        drop_to_docker_capabilities()
    else:
        become(USER)
    os.environ["HOME"] = "/tmp"
    os.environ.setdefault("AUTOGRADER_SECRET", "lesser")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
