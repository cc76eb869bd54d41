"""Import and warm up the frameworks in a parent before the first submission."""

import contextlib
import functools
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.checks import mnist, mnist_patches
from autograder.model.course_settings import Frameworks
from autograder.model.language import load_catalogs
from autograder.sandbox import library_patches

COMMON = ("numpy", "pandas", "matplotlib", "matplotlib.pyplot", "IPython", "nbformat", "otter")


def preload(frameworks: Frameworks, mnist_files: Path) -> dict[str, str]:
    """Import the packages of submissions, trigger lazy loading, and read the data in `mnist_files`; return the versions.

    No thread may be left running: a fork of a parent that ran two threads hangs.
    """
    from autograder import __version__

    load_catalogs()
    mnist_patches.serve()
    versions = {"dl-autograder": __version__, "python": sys.version.split()[0]}
    for name in COMMON:
        module = importlib.import_module(name)
        if "." not in name:
            versions[name.lower()] = str(module.__version__)
    _draw_something()
    mnist.map_files(mnist_files)  # unpacking takes longer than a submission's training
    for framework in frameworks:
        versions |= PRELOADS[framework](mnist_files)
    return versions


def _draw_something() -> None:
    import pandas
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([1, 2], label="line")
    axes.set(xlabel="x", ylabel="y")
    axes.legend()
    figure.tight_layout()
    pyplot.close(figure)
    pandas.DataFrame([{"x": 1}]).to_dict("records")


def _torch(mnist_files: Path) -> dict[str, str]:
    import torch
    import torchvision

    torch.set_num_threads(1)  # before the first operation
    library_patches.patch_torch(mnist_files)
    _train_something()
    return {"torch": str(torch.__version__), "torchvision": str(torchvision.__version__)}


def _train_something() -> None:
    """Train a small network, as submissions and probes do, so that the parts that torch loads at first use are shared."""
    import copy

    import torch
    from torch import nn
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils.data import DataLoader
    from torchvision import datasets, transforms

    class Dispatched(TorchDispatchMode):
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            return func(*args, **(kwargs or {}))

    images = datasets.MNIST.__new__(datasets.MNIST)
    images.data, images.targets = (torch.tensor(array) for array in mnist.load("train", 10))
    images.transform, images.target_transform = transforms.ToTensor(), None
    model = nn.Sequential(nn.Linear(784, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.Dropout(), nn.Linear(3, 10))
    optimizers = [torch.optim.Adam(model.parameters()), torch.optim.SGD(copy.deepcopy(model).parameters(), 0.1)]
    for batch, answers in DataLoader(images, 5, shuffle=True):
        nn.CrossEntropyLoss()(model(batch.view(-1, 784)), answers).backward()
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad()
    with Dispatched(), torch.no_grad():
        model.eval()(torch.rand(10, 784)).allclose(torch.zeros(10, 10))


def _tensorflow(mnist_files: Path) -> dict[str, str]:
    with _no_stderr():  # it prints a greeting directly to the descriptor
        import tensorflow

    # Only look up names: after a single operation in the parent, `fit` hangs in the child.
    for name in (
        "keras.layers",
        "keras.models",
        "keras.optimizers",
        "keras.initializers",
        "keras.regularizers",
        "keras.datasets",
    ):
        functools.reduce(getattr, name.split("."), tensorflow)
    return {"tensorflow": str(tensorflow.__version__), "keras": str(tensorflow.keras.__version__)}


@contextlib.contextmanager
def _no_stderr() -> Iterator[None]:
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


PRELOADS = {"torch": _torch, "tensorflow": _tensorflow}
