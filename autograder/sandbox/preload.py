"""What a parent has imported and warmed up before the first submission, for each set of frameworks."""

import contextlib
import functools
import importlib
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks import bundled_mnist, library_defaults, mnist
from autograder.model.course_settings import Frameworks

COMMON = ("numpy", "pandas", "matplotlib", "matplotlib.pyplot", "IPython", "nbformat", "otter")


def preload(frameworks: Frameworks, mnist_files: Path) -> dict[str, str]:
    """Import what submissions use, touch what loads lazily, read the data that are laid out in `mnist_files`; return the versions.

    No thread may be left running: a fork of a parent that ran two threads hangs.
    """
    from autograder import __version__

    bundled_mnist.serve()
    versions = {"dl-autograder": __version__, "python": sys.version.split()[0]}
    for name in COMMON:
        module = importlib.import_module(name)
        if "." not in name:
            versions[name.lower()] = str(module.__version__)
    _draw_something()
    mnist.map_files(mnist_files)  # a submission that has to unpack them takes longer than it trains
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
    _share_tensors(mnist_files)
    _find_data_at_any_root(mnist_files)
    torch.compile = library_defaults.instead_of_compile
    torch.nn.Module.compile = lambda self, *args, **options: None  # type: ignore[method-assign]
    _load_data_without_processes()
    _train_something()
    return {"torch": str(torch.__version__), "torchvision": str(torchvision.__version__)}


def _share_tensors(mnist_files: Path) -> None:
    """Have torchvision find these files' tensors in memory, the images mapped: pages are copied once a submission writes to them."""
    import torch
    from torchvision.datasets import mnist as reader

    def map_images(path: str) -> torch.Tensor:
        header = 16
        return torch.from_numpy(np.memmap(path, np.uint8, "c", header).reshape(-1, 28, 28))

    for kind, take in (("image", map_images), ("label", reader.read_label_file)):
        name = f"read_{kind}_file"
        loaded = {os.path.realpath(path): take(str(path)) for path in mnist_files.glob(f"*{kind}s*")}
        setattr(reader, name, _from_memory(getattr(reader, name), loaded))


def _from_memory(original: Callable[[str], Any], loaded: dict[str, Any]) -> Callable[[str], Any]:
    taken: set[str] = set()

    def read(path: str) -> Any:
        real = os.path.realpath(path)
        if real not in loaded:
            return original(path)
        first = real not in taken
        taken.add(real)
        return loaded[real] if first else loaded[real].clone()

    return read


def _find_data_at_any_root(mnist_files: Path) -> None:
    """A root that the student has, `../data` or /content/data, is not here, and few could be made: these files take its place."""
    from torchvision.datasets import mnist as reader

    resources, of_its_root, download = reader.MNIST.resources, reader.MNIST.raw_folder.fget, reader.MNIST.download

    def raw_folder(self: Any) -> str:
        own: str = of_its_root(self)
        return str(mnist_files) if self.resources == resources and not os.path.isdir(own) else own

    def lay_out(self: Any) -> None:
        if self.resources == resources:
            with contextlib.suppress(OSError):
                mnist.lay_out(Path(of_its_root(self)))
        download(self)

    reader.MNIST.raw_folder, reader.MNIST.download = property(raw_folder), lay_out


def _load_data_without_processes() -> None:
    """Turn a DataLoader's `num_workers` into 0, and what goes with it off: submissions may not start processes."""
    from torch.utils.data import DataLoader

    signature = inspect.signature(DataLoader.__init__)
    original = DataLoader.__init__
    alone = {
        "num_workers": 0,
        "prefetch_factor": None,
        "persistent_workers": False,
        "multiprocessing_context": None,
        "timeout": 0,
    }

    @functools.wraps(original)
    def init(*args: Any, **kwargs: Any) -> None:
        given = signature.bind(*args, **kwargs).arguments
        if given.get("num_workers"):
            given |= {name: value for name, value in alone.items() if name in given}
        original(given.pop("self"), **given)

    DataLoader.__init__ = init  # type: ignore[method-assign]


def _train_something() -> None:
    """Go once through what submissions and probes do, on a small scale: what torch loads when it is first used is then shared."""
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
    with _no_stderr():  # it greets on the descriptor itself
        import tensorflow

    # Names only: after a single operation in the parent, `fit` hangs in the child.
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
