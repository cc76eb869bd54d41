"""What a submission can import of this package, and what the probes can.

The package holds reference implementations (`expect`) and objects that do parts of the homework (`fixtures`). The parent never
imports them and Landlock closes their files, so while the cells run they are neither importable, nor readable, nor in memory.
`fixtures` arrives over the wire with the first probe that is asked, and is visible to probes only.
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

from autograder.asking import Probe

PACKAGE = "autograder"
REFUSAL = (
    f"the grader's own package is not available while a notebook is graded (only `from {PACKAGE} import notebook` is). "
    "Write this part of the homework yourself."
)
FIXTURES = "fixtures"
FOR_PROBES = (FIXTURES, "mnist", "probe")


@cache
def fixtures_code() -> CodeType:
    """The compiled module `fixtures`, without importing it."""
    path = Path(__file__).parents[1] / f"{FIXTURES}.py"
    return compile(path.read_text(encoding="utf-8"), path.name, "exec")


def to_array(code: CodeType) -> np.ndarray:
    """Compiled code as it travels over the wire, from the engine to a child of the same interpreter."""
    return np.frombuffer(marshal.dumps(code), np.uint8)


class ProbeLoader:
    """Hides the package from the submission, and keeps what the probes need of it."""

    def __init__(self) -> None:
        self._modules = {name: module for name, module in sys.modules.items() if is_ours(name)}
        self._given = ModuleType(PACKAGE)  # what probes import from the package itself
        vars(self._given).update(probe=Probe, **{name: self._modules[f"{PACKAGE}.{name}"] for name in ("drawing", "mnist")})
        self._path = [folder for folder in sys.path if folder]  # without the one in which cells write modules

    def hide_package(self) -> None:
        """Leave of the package only `notebook`, for whatever is imported from now on."""
        package = self._modules[PACKAGE]
        for name in self._modules:
            del sys.modules[name]
        sys.modules[PACKAGE] = _OnlyNotebook(package)
        sys.meta_path.insert(0, _Refusing())

    def load(self, codes: Mapping[str, np.ndarray]) -> dict[str, dict[str, Probe]]:
        """Execute code that came over the wire: `fixtures`, which is kept, or a question's, whose probes are returned by name."""
        found = {}
        for name, code in codes.items():
            module = ModuleType(f"{PACKAGE}.{name}")
            vars(module)["__builtins__"] = vars(builtins) | {"__import__": self._import}
            with mock.patch.object(sys, "path", self._path):  # what is imported is not what a cell wrote under the same name
                exec(marshal.loads(code.tobytes()), vars(module))
            if name == FIXTURES:
                vars(self._given)[FIXTURES] = module
            else:
                found[name] = {value.name: value for value in vars(module).values() if isinstance(value, Probe)}
        return found

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """The `__import__` of the probes and of `fixtures`."""
        if name == PACKAGE:
            return self._given
        if is_ours(name):
            return self._modules[name]
        return __import__(name, globals, locals, fromlist or (), level)


def is_ours(name: str) -> bool:
    """Whether this is the name of the package or of a module in it."""
    return name.partition(".")[0] == PACKAGE


def _refuse(name: str) -> NoReturn:
    # Not ModuleNotFoundError: `from autograder import …` would replace its message.
    raise ImportError(REFUSAL, name=name)


class _OnlyNotebook(ModuleType):
    """Stands in for the package: it has what a notebook's first cell imports."""

    def __init__(self, package: ModuleType):
        super().__init__(PACKAGE)
        vars(self).update(notebook=package.notebook, __version__=package.__version__, __file__=package.__file__, __path__=[])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what Python itself, IPython and inspect look for
            raise AttributeError(name)
        _refuse(f"{PACKAGE}.{name}")


class _Refusing(MetaPathFinder):
    """Refuses every import of the package's modules with a sentence for the student."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if is_ours(name):
            _refuse(name)
