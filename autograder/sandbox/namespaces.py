"""Namespaces: those that the launcher and the parent enter once for all submissions, and those of each submission.

The launcher enters a user namespace (if it needs one) and a PID namespace. Its first child there, the parent, enters the others: it
has no network, every file is read-only, and the data are in a folder in memory. A server forks each submission into its own PID,
mount and IPC namespaces. If the launcher or the parent ends for any reason, the kernel ends the rest.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.sandbox import linux
from autograder.sandbox.layers import Layer, Layers

FOLDER_SIZE = "256m"
SCRATCH_FILES = 10_000


def enter_user() -> None:
    """Enter a user namespace in which this user has all capabilities, but not over anything outside it."""
    uid, gid = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")  # the kernel requires this for mapping a group without privileges
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def enter_pid() -> None:
    """Make the next child the first process of a new PID namespace."""
    linux.unshare(linux.CLONE_NEWPID)


def enter_network() -> None:
    linux.unshare(linux.CLONE_NEWNET)


def enter_ipc() -> None:
    linux.unshare(linux.CLONE_NEWIPC)


def enter_mount(folder: Path) -> None:
    """Enter a mount namespace with a new file system in `folder`, which disappears with this process."""
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount("none", "/", "", linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("autograder", str(folder), "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, f"size={FOLDER_SIZE},mode=0755")


def seal(readable: list[str], uid: int | None) -> None:
    """Make all files read-only for this process and its children; if they will run as another user, make `readable` reachable for it."""
    if uid is not None:
        make_reachable(readable)
    linux.make_everything_read_only()


def make_reachable(paths: list[str]) -> None:
    """Replace each folder above `paths` that is closed to other users (a home with an interpreter) by one with only these paths and the
    links to them."""
    links = {link: os.readlink(link) for path in paths for link in _links_on_the_way(Path(path))}
    closed: dict[Path, list[tuple[Path, int]]] = {top: [] for top in map(_first_closed, links) if top}
    for path in map(Path, {os.path.realpath(path) for path in paths}):
        top = _first_closed(path)
        if top:
            closed.setdefault(top, []).append((path, os.open(path, os.O_PATH)))
    for top, held in closed.items():
        linux.mount("autograder", str(top), "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=1m,mode=0755")
        for path, fd in sorted(held):
            if not path.exists():  # it exists if it is inside an earlier one
                _make_place(path, stat.S_ISDIR(os.fstat(fd).st_mode))
                linux.mount(f"/proc/self/fd/{fd}", str(path), "", linux.MS_BIND | linux.MS_REC)
            os.close(fd)
    for link, target in links.items():
        if not os.path.lexists(link):
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)


def _make_place(path: Path, for_a_folder: bool) -> None:
    (path if for_a_folder else path.parent).mkdir(parents=True, exist_ok=True)
    if not for_a_folder:
        path.touch()


def _links_on_the_way(path: Path) -> Iterator[Path]:
    for part in (*reversed(path.parents), path):
        if part.is_symlink():
            yield part
            target = Path(os.path.abspath(part.parent / os.readlink(part)))
            yield from _links_on_the_way(target / path.relative_to(part))
            return


def _first_closed(path: Path) -> Path | None:
    if not path.exists():
        return None
    others_may_enter = stat.S_IXOTH
    return next((p for p in reversed(path.parents) if not p.stat().st_mode & others_may_enter), None)


@contextmanager
def children_in_new_pid_namespaces(layers: Layers, own: int | None) -> Iterator[None]:
    """A fork in this block creates the first process of a new PID namespace. `own` is a descriptor of this process's own one."""
    if Layer.PID not in layers or own is None:
        yield
        return
    linux.unshare(linux.CLONE_NEWPID)
    here = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == here:  # not in the child
            linux.setns(own, linux.CLONE_NEWPID)


def own_pid_namespace(layers: Layers) -> int | None:
    """A descriptor of this process's PID namespace, if submissions get separate ones."""
    return os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if Layer.PID in layers else None


def enter_submission(layers: Layers, scratch: Path, scratch_megabytes: float) -> None:
    """Give a submission its own scratch folder in memory, a /proc without other processes, and no shared memory."""
    if Layer.IPC in layers:
        linux.unshare(linux.CLONE_NEWIPC)
    if Layer.MOUNT in layers:
        linux.unshare(linux.CLONE_NEWNS)
        owner = f",uid={layers.uid},gid={layers.uid}" if layers.uid is not None else ""
        size = f"size={int(scratch_megabytes * 1024)}k,nr_inodes={SCRATCH_FILES},mode=0700{owner}"
        linux.mount("autograder", str(scratch), "tmpfs", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC, size)
        if Layer.PID in layers:
            mount_proc()


def mount_proc() -> None:
    """Mount a /proc of this PID namespace, if the kernel allows it; Landlock closes everything but /proc/self in any case."""
    try:
        linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    except OSError:  # the kernel refuses it in a container that hides parts of /proc
        return
