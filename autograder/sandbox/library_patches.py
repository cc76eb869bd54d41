"""Patch torch and torchvision for grading: no compiler, no worker processes, MNIST from memory.

The parent is patched once, before the first submission; for notebooks the libraries work as elsewhere.
"""

import contextlib
import functools
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks import library_defaults, mnist


def patch_torch(mnist_files: Path) -> None:
    """Patch torch and torchvision; MNIST comes from the files in `mnist_files`."""
    import torch

    _share_mnist_tensors(mnist_files)
    _find_mnist_at_any_root(mnist_files)
    torch.compile = library_defaults.instead_of_compile
    torch.nn.Module.compile = lambda self, *args, **options: None  # type: ignore[method-assign]
    _load_data_without_processes()


def _share_mnist_tensors(mnist_files: Path) -> None:
    """Make torchvision return these files' tensors from memory, with mapped images, whose pages are copied only on writes."""
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


def _find_mnist_at_any_root(mnist_files: Path) -> None:
    """Replace any data root of a student, such as `../data` or /content/data, which does not exist here, by these files."""
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
    """Set a DataLoader's `num_workers` to 0, and switch off the options that need it, since submissions may not start processes."""
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
