"""The warm parent: imports the framework once and forks a child for each submission.

Started by `client.Sandbox` in a clean environment, with the number of its socket's descriptor as argument. One request and one
answer at a time: {"scratch": folder} with the child's two ends of its wire → {"pid": …}, then, when the child is gone, {"status": …}.
The parent stays single-threaded, so that a fork is safe, and holds nothing that a child may not know.
"""

import contextlib
import gc
import json
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder import mnist
from autograder.sandbox import child


def preload() -> dict[str, str]:
    """Import what submissions use, touch what loads lazily, and return the versions."""
    import IPython
    import matplotlib.pyplot
    import nbformat
    import numpy
    import otter
    import pandas
    import torch
    import torchvision

    from autograder import __version__

    torch.set_num_threads(1)  # before the first operation: a fork of a parent that ran two threads hangs
    mnist.serve_torchvision()
    _warm_up()
    modules = {"torch": torch, "torchvision": torchvision, "numpy": numpy, "pandas": pandas, "ipython": IPython}
    modules |= {"matplotlib": matplotlib, "otter": otter, "nbformat": nbformat}
    versions = {name: str(module.__version__) for name, module in modules.items()}
    return {"dl-autograder": __version__, "python": sys.version.split()[0]} | versions


def _warm_up() -> None:
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.Dropout(), nn.Linear(3, 2))
    optimizer = torch.optim.Adam(model.parameters())
    nn.CrossEntropyLoss()(model(torch.ones(5, 4)), torch.zeros(5, dtype=torch.int64)).backward()
    optimizer.step()


def serve(control: socket.socket, raw_data: Path) -> None:
    """Answer fork requests until the engine closes its end."""
    while True:
        message, fds, _, _ = socket.recv_fds(control, 65536, 2)
        if not message:
            return
        _send(control, _fork(json.loads(message), fds, control, raw_data))


def _fork(request: dict[str, Any], fds: list[int], control: socket.socket, raw_data: Path) -> dict[str, Any]:
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            child.main(fds[0], fds[1], Path(request["scratch"]), raw_data)
        finally:
            os._exit(0)
    for fd in fds:
        os.close(fd)
    _send(control, {"pid": pid})
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, 9)  # whatever the child left behind in its process group
    return {"status": os.waitstatus_to_exitcode(status)}


def _send(control: socket.socket, message: dict[str, Any]) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="autograder-data-") as data:
        raw_data = Path(data)
        mnist.lay_out(raw_data)
        versions = preload()
        gc.freeze()  # so that a child's garbage collection does not copy the parent's pages
        _send(control, {"versions": versions})
        serve(control, raw_data)


if __name__ == "__main__":
    main()
