"""Makes the usual calls of torchvision and Keras load MNIST from this package, with or without a network.

The calls are `torchvision.datasets.MNIST(root, download=True)` and `keras.datasets.mnist.load_data()`; neither library is imported here.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.checks import mnist

Arrays = tuple[np.ndarray, np.ndarray]


def serve() -> None:
    """Let both libraries use the package's files: at once if imported already, otherwise on import."""
    for name, patch in PATCHES.items():
        if name in sys.modules:
            patch(sys.modules[name])
    if not any(isinstance(finder, _PatchOnImport) for finder in sys.meta_path):
        sys.meta_path.insert(0, _PatchOnImport())


class _PatchOnImport(MetaPathFinder):
    """Patches a module after its import."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name in PATCHES else None
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_and_patch(module: ModuleType) -> None:
                execute(module)
                PATCHES[name](module)

            spec.loader.exec_module = execute_and_patch  # type: ignore[method-assign]
        return spec


def _torchvision(module: ModuleType) -> None:
    """Patch `torchvision.datasets.MNIST`, whatever its root."""
    if not hasattr(module.MNIST.download, "bundled"):
        module.MNIST.download = _bundled(module.MNIST.download, module.MNIST.resources)


def _bundled(download: Callable[[Any], None], resources: list[tuple[str, str]]) -> Callable[[Any], None]:
    def from_the_package(self: Any) -> None:
        # FashionMNIST and the like inherit the method but have other data; a student's own subclass inherits both.
        if self.resources == resources:
            mnist.lay_out(Path(self.raw_folder))
        download(self)

    from_the_package.bundled = True  # type: ignore[attr-defined]
    return from_the_package


def _keras(module: ModuleType) -> None:
    """Patch `load_data` of Keras: it wants one file with a fixed hash, which cannot be made from the four files here."""
    public = [
        other for name, other in sys.modules.items() if name.endswith("keras.datasets.mnist")
    ]  # modules that imported it already
    for place in (module, *public):
        place.load_data = load_data  # type: ignore[attr-defined]


def load_data(path: str = "mnist.npz") -> tuple[Arrays, Arrays]:
    """Replaces `keras.datasets.mnist.load_data`: return (x_train, y_train), (x_test, y_test), all uint8; images (n, 28, 28), labels (n,).

    `path`, the place of Keras' copy, is ignored.
    """
    (x_train, y_train), (x_test, y_test) = mnist.load("train"), mnist.load("test")
    return (x_train.copy(), y_train.copy()), (x_test.copy(), y_test.copy())


PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "torchvision.datasets.mnist": _torchvision,
    "keras.src.datasets.mnist": _keras,
}
