"""Detect the layers that work on this machine: try each one and verify it from inside, in temporary processes."""

import errno
import json
import os
import socket
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from autograder.sandbox import landlock, linux, namespaces, seccomp
from autograder.sandbox.confine import NULL, SYSTEM, become, set_limits
from autograder.sandbox.layers import Layer, Layers
from autograder.sandbox.libraries import library_paths

MIN_USER_IDS = 1000  # user ids: a container with fewer has none to spare
PLAIN_NAMESPACES: dict[Layer, Callable[[], None]] = {
    Layer.PID: namespaces.enter_pid,
    Layer.NETWORK: namespaces.enter_network,
    Layer.IPC: namespaces.enter_ipc,
}


class LayerRefused(Exception):
    """A layer does not work here; the message gives the reason."""


def layers_here(folder: Path) -> Layers:
    """Try all layers, with `folder` as a worker's folder; return the working and the missing ones. Never raises for a missing layer."""
    if sys.platform != "linux":
        return Layers((), dict.fromkeys(Layer, "it requires Linux"))
    direct = _in_a_fork(lambda: _try_all(folder, through_user=False))
    if {Layer.PID, Layer.MOUNT, Layer.NETWORK, Layer.IPC} <= set(direct.held):
        return direct
    through_user = _in_a_fork(lambda: _try_all(folder, through_user=True))
    if len(through_user.held) > len(direct.held):
        return through_user
    refused = through_user.missing.get(Layer.USER, "the kernel permits it, but no other namespace inside it")
    return replace(direct, missing={Layer.USER: refused} | direct.missing)


def _in_a_fork(tried: Callable[[], Layers]) -> Layers:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            os.write(writing, json.dumps(tried().to_json()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(pid, 0)
    return (
        Layers.from_json(json.loads(text)) if text else Layers((), dict.fromkeys(Layer, "the process that tried it was killed"))
    )


class _Detection:
    """The layers detected so far."""

    def __init__(self) -> None:
        self.held: list[Layer] = []
        self.missing: dict[Layer, str] = {}
        self.uid: int | None = None

    def attempt(self, layer: Layer, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as error:
            self.missing[layer] = _reason(error)
        except LayerRefused as error:
            self.missing[layer] = str(error)
        else:
            self.held.append(layer)

    def layers(self) -> Layers:
        return Layers(tuple(layer for layer in Layer if layer in self.held), self.missing, self.uid)


def _reason(error: OSError) -> str:
    if error.errno in (errno.EPERM, errno.EACCES):
        return "the kernel or the container does not permit it to this user"
    if error.errno in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return f"the kernel does not support it ({error.strerror})"
    return error.strerror or str(error)


def _try_all(folder: Path, through_user: bool) -> Layers:
    detection = _Detection()
    if through_user:
        detection.attempt(Layer.USER, namespaces.enter_user)
    else:  # the user namespace only enables the others
        detection.uid = _private_id() if os.geteuid() == 0 else None
    for layer, enter in PLAIN_NAMESPACES.items():
        detection.attempt(layer, enter)
    # The PID namespace begins with the next child.
    return _in_a_fork(lambda: _try_inside(detection, folder))


def _try_inside(detection: _Detection, folder: Path) -> Layers:
    if Layer.PID in detection.held and os.getpid() != 1:
        detection.held.remove(Layer.PID)
        detection.missing[Layer.PID] = "a new process did not become the first of its namespace"
    detection.attempt(Layer.MOUNT, lambda: _own_files(detection, folder))
    detection.attempt(Layer.LIMITS, lambda: _limited(detection.layers()))
    detection.attempt(Layer.UID, lambda: _another_user(detection.uid, folder))
    if Layer.UID not in detection.held:
        detection.uid = None
    linux.no_new_privileges()
    detection.attempt(Layer.LANDLOCK, _closed_files)
    detection.attempt(Layer.SECCOMP, _filtered_calls)
    return detection.layers()


def _limited(layers: Layers) -> None:
    from autograder.model.course_settings import Limits  # imported in the temporary process: the launcher stays small

    set_limits(Limits(), layers)


def _own_files(detection: _Detection, folder: Path) -> None:
    scratch = folder / "scratch"
    namespaces.enter_mount(folder)
    scratch.mkdir()
    namespaces.seal([*library_paths(), str(folder)], detection.uid)
    layers = Layers((*detection.held, Layer.MOUNT), uid=detection.uid)
    namespaces.enter_submission(layers, scratch, scratch_megabytes=1)
    (scratch / "written").touch()
    try:
        (folder / "written").touch()
    except OSError:
        return
    raise LayerRefused("it was accepted, but files are still writable")


def _private_id() -> int | None:
    """Return an unused user id for this worker, near the top of the available range."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    first, _, count = max(ranges, key=lambda r: r[2])
    if count < MIN_USER_IDS:
        return None
    return min(first + count, 2**31) - 2 - os.getpid() % (count // 2)


def _another_user(uid: int | None, folder: Path) -> None:
    if os.geteuid() != 0:
        raise LayerRefused("only root can change to another user")
    if uid is None:
        raise LayerRefused("this container has no unused user id")
    paths = library_paths()
    become(uid)
    for path in paths:
        if not os.access(path, os.R_OK):
            raise LayerRefused(f"another user cannot read {path}, which the interpreter or its libraries need")
    if not os.access(folder, os.X_OK):
        raise LayerRefused(f"another user cannot reach {folder}; set TMPDIR to a folder that is open to all")


def _closed_files() -> None:
    if landlock.version() == 0:
        raise LayerRefused("the kernel does not support it, or the container hides it")
    landlock.restrict([*library_paths(), *SYSTEM], [NULL])
    try:
        os.listdir("/")
    except PermissionError:
        os.listdir(sysconfig.get_paths()["stdlib"])
    else:
        raise LayerRefused("it was accepted, but forbidden files can still be opened")


def _filtered_calls() -> None:
    if not seccomp.supported():
        raise LayerRefused(f"its system call numbers are unknown for {linux.machine()}")
    seccomp.install()
    try:
        socket.socket().close()
    except PermissionError:
        return
    raise LayerRefused("it was accepted, but sockets can still be created")
