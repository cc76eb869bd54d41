"""The first process of a sandbox: detect the working layers, enter namespaces, fork the parent, and clean up after it.

Started by `client.WarmParent` in a clean environment, with the number of its socket's descriptor, the sandbox's folder, and the
frameworks as arguments.
It stays small: everything that can crash runs in the parent.
"""

import contextlib
import json
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from autograder.sandbox import linux, namespaces
from autograder.sandbox.layer_detection import layers_here
from autograder.sandbox.layers import Layer, Layers

if TYPE_CHECKING:
    from autograder.model.course_settings import Frameworks


def main() -> None:
    control, folder = socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])
    frameworks = cast("Frameworks", tuple(sys.argv[3:]))
    folder.chmod(0o755)  # a submission may run as another user
    layers = layers_here(folder)
    status = 0
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the engine has ended already
        control.sendall(json.dumps({"layers": layers.to_json()}).encode() + b"\n")
        status = _run_parent(control, folder, layers, frameworks)
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)


def _run_parent(control: socket.socket, folder: Path, layers: Layers, frameworks: "Frameworks") -> int:
    if Layer.USER in layers:
        namespaces.enter_user()
    if Layer.PID in layers:
        namespaces.enter_pid()
    launcher = os.getpid()
    pid = os.fork()
    if pid == 0:
        from autograder.sandbox import parent  # imported in the parent only

        if sys.platform == "linux":
            linux.die_with_parent(0 if Layer.PID in layers else launcher)
        # If the engine has ended, the processes that are left end with this one.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            parent.main(control, folder, layers, frameworks)
        os._exit(0)
    control.close()
    _, status = os.waitpid(pid, 0)
    return abs(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
