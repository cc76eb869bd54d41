"""Names that a notebook lacks: find the definition of one, replace one that could not be imported, and name missing packages."""

import importlib
import re
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any, NoReturn

NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
LONGEST_NAME = 100  # characters


class NotImported:
    """Bound to a name whose import failed. It may appear in an annotation or a default value; using it raises the error of the import."""

    def __init__(self, error: ImportError):
        self.__error = error

    def _fail(self, *args: Any, **kwargs: Any) -> NoReturn:
        kind = ModuleNotFoundError if isinstance(self.__error, ModuleNotFoundError) else ImportError
        raise kind(str(self.__error), name=self.__error.name) from self.__error

    def __getattr__(self, name: str) -> "NotImported":
        if name == "__version__":
            self._fail()
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> "NotImported":
        return self

    def __or__(self, other: Any) -> "NotImported":
        return self

    __ror__ = __or__
    __call__ = __iter__ = __next__ = __len__ = __bool__ = __contains__ = __enter__ = __exit__ = __mro_entries__ = _fail
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = __rmatmul__ = _fail
    __lt__ = __le__ = __gt__ = __ge__ = __neg__ = __pow__ = __rpow__ = __int__ = __float__ = __index__ = _fail


class NothingHappens:
    """Stands in for Colab's modules: it has every attribute, and can be called; nothing happens."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return ANSWERS.get(name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> "NothingHappens":
        return self

    def __enter__(self) -> "NothingHappens":
        return self

    def __exit__(self, *args: Any) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False


class NoSecret(Exception):
    """Stands in for the exceptions of Colab's `userdata`; nothing raises it here."""


# Values with which a program can continue, by name, whatever the module.
ANSWERS: dict[str, Any] = {
    "upload": lambda *args, **kwargs: {},  # files: no file is chosen
    "get": lambda *args, **kwargs: "",  # userdata: no secret
    "SecretNotFoundError": NoSecret,
    "NotebookAccessError": NoSecret,
    "TimeoutException": NoSecret,
}


def definition_of(name: str) -> re.Pattern[str]:
    """A pattern that finds the definition of `name` in the source of a cell."""
    word = re.escape(name)
    return re.compile(
        rf"^\s*(async\s+)?(def|class)\s+{word}\b|^\s*[\w, ]*\b{word}\b[\w, ]*(:[^=\n]+)?=(?!=)|\bimport\b.*\b{word}\b", re.M
    )


def stand_in(error: ImportError, module: str, name: str = "") -> NotImported | NothingHappens:
    """The object bound in place of `name` of `module`, or in place of the module itself."""
    if not is_colab(module, name):
        return NotImported(error)
    colab: Any = NothingHappens()
    return getattr(colab, name) if name else colab


def is_colab(module: str, name: str = "") -> bool:
    """Whether this is a part of `google.colab`, which cannot be installed from a registry."""
    return module.split(".")[:2] == ["google", "colab"] or (module, name) == ("google", "colab")


def missing_package(error: BaseException | None) -> str:
    """The package whose absence raised `error`; empty if the error has another cause."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and (package := _not_installed(error.name or "")):
            return package
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return ""


def _not_installed(module: str) -> str:
    """The package, or part of a namespace, to install for `module`; empty if the import failed for another reason."""
    if not is_name(module) or is_colab(module):
        return ""
    top, *below = module.split(".")
    if top == __package__ or top in sys.stdlib_module_names:  # closed to students; or another Python version's
        return ""
    found = _find(top)
    if found is None:
        return top
    return f"{top}.{below[0]}" if below and found.origin is None else ""


def is_name(text: str) -> bool:
    """Whether this is a valid name of a module."""
    return len(text) <= LONGEST_NAME and NAME.fullmatch(text) is not None


def is_installed(package: str) -> bool:
    """Whether a package, or a part of a namespace, can be found now."""
    importlib.invalidate_caches()
    return _not_installed(package) == ""


def where_installed(package: str) -> str | None:
    """The file of a package; None if the package is not found."""
    found = _find(package.partition(".")[0])
    return None if found is None else found.origin or str(next(iter(found.submodule_search_locations or ()), ""))


def _find(top: str) -> ModuleSpec | None:
    """The file of a module, independent of the folder in which this program was started."""
    trusted = sys.path if sys.flags.safe_path else sys.path[1:]
    others = (finder.find_spec(top, None) for finder in sys.meta_path if finder is not PathFinder)
    return PathFinder.find_spec(top, trusted) or next(filter(None, others), None)
