"""Where the interpreter and its libraries are, wherever `sys.path` leads: what a submission may read, and nothing of a course.

A folder on the path that is not an installation (from PYTHONPATH, from a `.pth` file) may hold anything, a whole course among it. Of
such a folder only the modules, packages and distributions right in it are opened, and those not where it belongs to a course.
"""

import functools
import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.model.paths import COURSE_FILE

PACKAGE = Path(__file__).parents[1]
INSTALLATIONS = ("site-packages", "dist-packages")  # the names of folders that pip alone fills
MODULE_SUFFIXES = (".py", ".pyc", ".so", ".pyd", ".egg", ".zip")
BESIDE_PACKAGES = (".dist-info", ".egg-info", ".libs")


def library_paths() -> list[str]:
    """The folders and files that importing reads: Python's own, what is on `sys.path`, what is imported already, this package.

    A path may be a link, or lie behind one.
    """
    standard = [sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    bases = [os.path.join(base, part) for base in (sys.prefix, sys.base_prefix) for part in ("lib", "lib64", "share")]
    system = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    found = {path for path in [*standard, *bases, *system, str(PACKAGE)] if path and os.path.isdir(path)}
    for entry in filter(os.path.isabs, sys.path):
        found.update(_libraries_at(entry))
    found.update(path for path in _editable() if not _is_of_a_course(path))
    found.update(path for path in _imported(found) if not _is_of_a_course(path))
    return _outermost(found)


@dataclass(frozen=True)
class Opened:
    """What a submission may read: all below `readable`, and the names of files in the folders `listable`."""

    readable: frozenset[str]
    listable: frozenset[str]


def without_package(paths: Iterable[str]) -> Opened:
    """All below `paths` but this package, which can do the homework; of it only the data.

    Landlock has no exceptions: where a folder holds the package, what else is in it has to be listed. A rule of Landlock's is for what a
    path leads to, so each folder is looked into once.
    """
    closed = os.path.realpath(PACKAGE)
    readable, listable, waiting = {str(PACKAGE / "checks" / "data")}, set[str](), list(paths)
    while waiting:
        path = waiting.pop()
        real = os.path.realpath(path)
        if Path(real).is_relative_to(closed) or real in listable:
            continue
        if Path(closed).is_relative_to(real):
            listable.add(real)
            waiting += [entry.path for entry in _entries(real)]
        else:
            readable.add(path)
    return Opened(frozenset(readable), frozenset(listable))


def note_what_is_there() -> None:
    """Have the import system remember what lies in each folder on the path: a submission may not list those that hold more."""
    importlib.invalidate_caches()
    importlib.util.find_spec(f"{__name__.replace('.', '_')}_and_no_other")


def _libraries_at(entry: str) -> Iterator[str]:
    if os.path.isfile(entry):  # a zip
        yield entry
    elif _is_installation(entry):
        yield entry
        yield from (path for path in _linked_from(entry) if not _is_of_a_course(path))
    elif os.path.isdir(entry):
        yield from (path for path in _importable(entry) if not _is_of_a_course(path))


def _is_installation(entry: str) -> bool:
    known = {sysconfig.get_paths()["stdlib"], sysconfig.get_paths()["platstdlib"], *site.getsitepackages()}
    known.add(site.getusersitepackages())
    return os.path.isdir(entry) and (entry in known or os.path.basename(os.path.realpath(entry)) in INSTALLATIONS)


def _linked_from(installation: str) -> Iterator[str]:
    """What lies elsewhere and is linked from an installation: packages, or each file of a package (uv and conda can do either)."""
    for entry in _entries(installation):
        if entry.is_symlink():
            yield _home(os.path.realpath(entry.path))
        elif entry.is_dir():
            yield from (_home(os.path.realpath(inner.path)) for inner in _entries(entry.path) if inner.is_symlink())


def _importable(folder: str) -> Iterator[str]:
    """The modules, packages and distributions right in `folder`, and the folders that the distributions say are theirs."""
    installed = {name for entry in _entries(folder) if entry.name.endswith(".dist-info") for name in _recorded(entry.path)}
    for entry in _entries(folder):
        if entry.is_dir():
            package = any(name.startswith("__init__.") for name in _names(entry.path))
            if package or entry.name in installed or entry.name.endswith(BESIDE_PACKAGES):
                yield entry.path
        elif entry.name.endswith(MODULE_SUFFIXES):
            yield entry.path


def _recorded(distribution: str) -> set[str]:
    """The names of the folders that a distribution installed beside its metadata."""
    try:
        with open(os.path.join(distribution, "RECORD"), encoding="utf-8") as file:
            return {line.split("/")[0] for line in file if "/" in line} - {"..", ""}
    except (OSError, ValueError):
        return set()


def _editable() -> Iterator[str]:
    """Where setuptools' finders of editable installations lead, which are not on the path."""
    for name, module in list(sys.modules.items()):
        mapping = getattr(module, "MAPPING", None) if name.startswith("__editable__") else None
        if isinstance(mapping, dict):
            yield from (path for path in map(str, mapping.values()) if os.path.exists(path))


def _imported(opened: Iterable[str]) -> Iterator[str]:
    """Where imported modules are that lie in none of the folders `opened`."""
    within = tuple(os.path.realpath(path) + os.sep for path in opened if os.path.isdir(path))
    real_folder = functools.cache(os.path.realpath)  # there are thousands of modules
    for module in list(sys.modules.values()):
        file = vars(module).get("__file__") if hasattr(module, "__dict__") else None
        if isinstance(file, str) and os.path.isfile(file):
            real = os.path.join(real_folder(os.path.dirname(file)), os.path.basename(file))
            real = os.path.realpath(real) if os.path.islink(real) else real
            if not real.startswith(within):
                yield _home(real)


def _home(path: str) -> str:
    """The folder of a package whose `__init__` this is; any other path as it is."""
    return os.path.dirname(path) if os.path.basename(path).startswith("__init__.") else path


def _is_of_a_course(path: str) -> bool:
    """Whether `path` lies in a course's folder, or is one: there may be solutions and secrets. Installations in it are none of it."""
    real = Path(os.path.realpath(path))
    parents = [real, *real.parents]
    if any(parent.name in INSTALLATIONS for parent in parents):
        return False
    return any((parent / COURSE_FILE).is_file() for parent in parents)


def _outermost(paths: set[str]) -> list[str]:
    """The paths that lie in none of the others. One that leads over a link is kept: it may lie elsewhere, and the link is needed."""

    def is_inside(path: str) -> bool:
        return os.path.realpath(path) == path and any(str(parent) in paths for parent in Path(path).parents)

    return sorted(path for path in paths if not is_inside(path))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _names(folder: str) -> list[str]:
    return [entry.name for entry in _entries(folder)]
