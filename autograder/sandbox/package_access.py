"""Control the parts of this package that a submission and the probes can import.

The package contains reference implementations (`expect`) and objects that do parts of the homework (`probes`). The parent never imports
them and Landlock closes their files, so while the cells run they are neither importable, nor readable, nor in memory. `probes` arrives
over the wire with the first probe, and is visible to probes only.
"""

import builtins
import marshal
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn
from unittest import mock

import numpy as np

from autograder import __version__
from autograder.checks.ask import Probe
from autograder.checks.notebook import notebook
from autograder.model.language import mark, tr

PACKAGE = "autograder"
REFUSAL = mark(
    "the grader's own package is not available while a notebook is graded (except `from {} import notebook`). "
    "Write this part of the homework yourself."
)
PROBES = f"{PACKAGE}.checks.probes"
FOR_PROBES = ("probe", "probes")


@cache
def code_of_probes() -> dict[str, CodeType]:
    """Compile the modules of `probes` without importing them; return them by full name."""
    files = sorted((Path(__file__).parents[1] / "checks" / "probes").glob("*.py"))
    names = {file: PROBES if file.stem == "__init__" else f"{PROBES}.{file.stem}" for file in files}
    return {name: compile(file.read_text(encoding="utf-8"), file.name, "exec") for file, name in names.items()}


def to_array(code: CodeType) -> np.ndarray:
    """Encode compiled code for the wire, from the engine to a child of the same interpreter."""
    return np.frombuffer(marshal.dumps(code), np.uint8)


class ProbeLoader:
    """Hide the package from the submission, and keep the modules that the probes need."""

    def __init__(self) -> None:
        self._modules = {name: module for name, module in sys.modules.items() if is_ours(name)}
        self._given = ModuleType(PACKAGE)  # modules of the package that probes import
        self._given.probe = Probe  # type: ignore[attr-defined]
        self._not_executed: dict[str, np.ndarray] = {}  # modules of `probes`
        self._path = [folder for folder in sys.path if folder]  # without the folder in which cells write modules

    def hide_package(self) -> None:
        """Hide all of the package except `notebook` from later imports."""
        package = self._modules[PACKAGE]
        for name in self._modules:
            del sys.modules[name]
        sys.modules[PACKAGE] = _OnlyNotebook(package)
        sys.meta_path.insert(0, _Refusing())

    def load(self, codes: Mapping[str, np.ndarray]) -> dict[str, dict[str, Probe]]:
        """Execute code from the wire: keep the modules of `probes`, and return the probes of questions by name."""
        self._not_executed |= {name: code for name, code in codes.items() if is_ours(name)}
        if PROBES in self._not_executed:
            self._given.probes = self._module(PROBES)  # type: ignore[attr-defined]
        questions = {
            name: self._execute(ModuleType(f"{PACKAGE}.{name}"), code) for name, code in codes.items() if not is_ours(name)
        }
        return {
            name: {value.name: value for value in vars(module).values() if isinstance(value, Probe)}
            for name, module in questions.items()
        }

    def _module(self, name: str) -> ModuleType:
        """Return a module of the package that probes may import."""
        if name in self._not_executed:
            self._modules[name] = ModuleType(name)
            self._execute(self._modules[name], self._not_executed.pop(name))
        return self._modules[name]

    def _execute(self, module: ModuleType, code: np.ndarray) -> ModuleType:
        vars(module)["__builtins__"] = vars(builtins) | {"__import__": self._import}
        with mock.patch.object(sys, "path", self._path):  # never a module that a cell wrote under the same name
            exec(marshal.loads(code.tobytes()), vars(module))
        return module

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """The `__import__` of questions and of `probes`."""
        if name == PACKAGE:
            return self._given
        if is_ours(name):
            return self._module(name)
        return __import__(name, globals, locals, fromlist or (), level)


def is_ours(name: str) -> bool:
    """Whether the name is that of the package or of a module in it."""
    return name.partition(".")[0] == PACKAGE


def _refuse(name: str) -> NoReturn:
    # Not ModuleNotFoundError: `from autograder import …` would replace its message.
    raise ImportError(tr(REFUSAL, PACKAGE), name=name)


class _OnlyNotebook(ModuleType):
    """A replacement for the package that has only the import of a notebook's first cell."""

    def __init__(self, package: ModuleType):
        super().__init__(PACKAGE)
        vars(self).update(notebook=notebook, __version__=__version__, __file__=package.__file__, __path__=[])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # attributes that Python, IPython and inspect look up
            raise AttributeError(name)
        _refuse(f"{PACKAGE}.{name}")


class _Refusing(MetaPathFinder):
    """A finder that refuses imports of the package's modules with a sentence for the student."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if is_ours(name):
            _refuse(name)
