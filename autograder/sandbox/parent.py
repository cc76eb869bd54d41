"""The warm parent: imports the frameworks once, and forks a server for each worker, which forks a child for each submission.

Single-threaded, so that a fork is safe. It holds nothing secret. For each submission a worker sends its server {"limits": …} with the
child's two ends of its wire; the server answers {"started": true}. To end the child, the worker sends {"patience": seconds}, and the
server answers how the child ended: by itself within that time, or killed.
"""

import contextlib
import gc
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.checks import mnist
from autograder.model.course_settings import Frameworks, Limits
from autograder.sandbox import child, linux, namespaces
from autograder.sandbox.confine import SYSTEM
from autograder.sandbox.cpu_affinity import CoreChoice
from autograder.sandbox.layers import Layer, Layers
from autograder.sandbox.libraries import Opened, library_paths, note_what_is_there, without_package
from autograder.sandbox.preload import preload
from autograder.sandbox.scratch import Watch

MAX_REPORTED = 1000  # characters of an error message
LOOK_SECONDS = 0.05  # between two checks of an ending child, or of a scratch folder on a disk


class Parent:
    """The process with the memory that all submissions share; it forks a server for each worker of the engine."""

    def __init__(self, control: socket.socket, folder: Path, layers: Layers):
        self._control, self._folder, self._layers = control, folder, layers
        self._own_pid_namespace = namespaces.own_pid_namespace(layers)

    def prepare(self, frameworks: Frameworks) -> dict[str, str]:
        """Write the data, import the frameworks, and close all other files; return the versions."""
        data = self._folder / "data"
        data.mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(data)  # torch creates a folder there
        os.environ["MPLCONFIGDIR"] = str(data / "matplotlib")
        os.environ["IPYTHONDIR"] = str(data / "ipython")
        mnist.lay_out(data / "mnist")
        (self._folder / "scratch").mkdir()
        child.make_shell()
        versions = preload(frameworks, data / "mnist")
        libraries = library_paths()
        if Layer.MOUNT in self._layers:
            namespaces.seal([*libraries, str(self._folder)], self._layers.uid)
        note_what_is_there()
        self._opened = without_package([*libraries, *SYSTEM])
        gc.freeze()  # so that a child's garbage collection does not copy the parent's pages
        return versions

    def serve(self) -> None:
        """Fork a server for each received socket, until the engine closes its end."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies of servers
        here, number = os.getpid(), 0
        first = random.randrange(len(os.sched_getaffinity(0)))  # a random first processor, since other graders also choose one
        while True:
            message, fds, _, _ = socket.recv_fds(self._control, 1024, 1)
            if not message:
                return
            number += 1
            if os.fork() == 0:
                self._control.close()
                _become_server(here)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    control, processor = socket.socket(fileno=fds[0]), CoreChoice(first + number)
                    Server(
                        control, processor, number, self._folder, self._opened, self._layers, self._own_pid_namespace
                    ).serve()
                os._exit(0)
            os.close(fds[0])


def _become_server(parent: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        linux.die_with_parent(parent)
        linux.become_subreaper()


class Server:
    """The server of one worker, over `control`: it forks a child per submission, one at a time, as the worker's own user."""

    def __init__(
        self,
        control: socket.socket,
        processor: CoreChoice,
        number: int,
        folder: Path,
        opened: Opened,
        layers: Layers,
        own_pid_namespace: int | None,
    ):
        self._control, self._processor, self._own_pid_namespace = control, processor, own_pid_namespace
        self._opened = opened
        self._layers = replace(layers, uid=None if layers.uid is None else layers.uid - number)
        self._data, self._scratch = folder / "data", folder / "scratch"
        if Layer.MOUNT not in layers:
            self._scratch /= str(number)
            self._make_scratch()

    def serve(self) -> None:
        """Answer requests until the worker closes its end."""
        while True:
            message, fds, _, _ = socket.recv_fds(self._control, 65536, 2)
            if not message:
                return
            limits = Limits.model_validate(json.loads(message)["limits"])
            self._processor.choose()
            pid = self._fork(limits, fds)
            for fd in fds:
                os.close(fd)
            self._send({"started": True})
            ending = self._wait_for_the_word(pid, limits)
            self._processor.used(ending["cpu_seconds"])
            self._send(ending)
            self._clean_up()

    def _fork(self, limits: Limits, fds: list[int]) -> int:
        with namespaces.children_in_new_pid_namespaces(self._layers, self._own_pid_namespace):
            pid = os.fork()
            if pid == 0:
                try:
                    self._control.close()
                    child.main(fds[0], fds[1], self._layers, limits, self._opened, self._data, self._scratch)
                finally:
                    os._exit(child.BROKEN)
        return pid

    def _wait_for_the_word(self, pid: int, limits: Limits) -> dict[str, Any]:
        """Wait for the engine's request to end the child, and return how it ended. Meanwhile watch a scratch folder on a disk."""
        watch = None
        if Layer.MOUNT not in self._layers:
            watch = Watch(pid, self._scratch, limits.scratch_megabytes, self._layers.uid)
        overflown = False
        while not select.select([self._control], [], [], LOOK_SECONDS if watch else None)[0]:
            if watch and not overflown and watch.overflown():
                os.kill(pid, signal.SIGKILL)
                overflown = True
        word = self._control.recv(65536)
        if not word:
            os.kill(pid, signal.SIGKILL)
            os._exit(0)  # the engine has ended
        return _end(pid, json.loads(word)["patience"]) | {"overflown": overflown}

    def _clean_up(self) -> None:
        """End the processes and remove the files that the child left, if the kernel has not done so."""
        if Layer.PID not in self._layers:
            _end_orphans()
        if Layer.MOUNT not in self._layers:
            subprocess.run(["rm", "-rf", "--", self._scratch], check=False)  # at any depth; Python's own function is limited
            self._make_scratch()

    def _make_scratch(self) -> None:
        self._scratch.mkdir(mode=0o700, exist_ok=True)
        if self._layers.uid is not None:
            os.chown(self._scratch, self._layers.uid, self._layers.uid)

    def _send(self, message: dict[str, Any]) -> None:
        self._control.sendall(json.dumps(message).encode() + b"\n")


def _end(pid: int, patience: float) -> dict[str, Any]:
    """Wait `patience` seconds for the child to end, then kill it. Return its status, its CPU seconds and its peak memory in MB."""
    deadline = time.monotonic() + patience
    killed = False
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            cpu = usage.ru_utime + usage.ru_stime
            code = os.waitstatus_to_exitcode(status)
            return {"status": code, "killed": killed, "cpu_seconds": cpu, "peak_megabytes": usage.ru_maxrss / 1024}
        if not killed and time.monotonic() >= deadline:
            os.kill(pid, signal.SIGKILL)
            killed = True
        time.sleep(0.001 if killed else min(LOOK_SECONDS, patience / 20))


def _end_orphans() -> None:
    """Kill the orphans that this process has adopted, until there are none."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while True:
        for pid in children.read_text().split() if children.exists() else []:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def main(control: socket.socket, folder: Path, layers: Layers, frameworks: Frameworks) -> None:
    """Enter the remaining namespaces, prepare, and serve."""
    if Layer.NETWORK in layers:
        namespaces.enter_network()
    if Layer.IPC in layers:
        namespaces.enter_ipc()
    if Layer.MOUNT in layers:
        namespaces.enter_mount(folder)
        if Layer.PID in layers:
            namespaces.mount_proc()
    parent = Parent(control, folder, layers)
    try:
        versions = parent.prepare(frameworks)
    except Exception as error:  # an installed package does not work
        control.sendall(json.dumps({"failed": f"{type(error).__name__}: {error}"[:MAX_REPORTED]}).encode() + b"\n")
        return
    if sys.platform == "linux":
        linux.hide_memory()
    control.sendall(json.dumps({"versions": versions}).encode() + b"\n")
    parent.serve()
