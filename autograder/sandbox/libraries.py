"""Find the interpreter and its libraries through `sys.path`: the files that a submission may read, without any file of a course.

A folder on the path that is not an installation (from PYTHONPATH or a `.pth` file) may contain anything, even a whole course. Only the
modules, packages and distributions directly in such a folder are opened, and none if the folder belongs to a course.
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
INSTALLATIONS = ("site-packages", "dist-packages")  # folder names that only pip uses
MODULE_SUFFIXES = (".py", ".pyc", ".so", ".pyd", ".egg", ".zip")
BESIDE_PACKAGES = (".dist-info", ".egg-info", ".libs")


def library_paths() -> list[str]:
    """Return the folders and files that imports read: Python's own, those on `sys.path`, imported modules, and this package.

    A path may be or contain a symbolic link.
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
    """The paths that a submission may read: everything below `readable`, and the file names in the folders `listable`."""

    readable: frozenset[str]
    listable: frozenset[str]


def without_package(paths: Iterable[str]) -> Opened:
    """Return everything below `paths` except this package, which can do the homework; only its data stay readable.

    Landlock has no exceptions: if a folder contains the package, its other contents have to be listed. Landlock's rules apply to the target
    of a path, so each folder is listed only once.
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
    """Cache the contents of each folder on the path in the import system, since a submission may not list all of them."""
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
    """Yield the targets of links in an installation: packages, or single files of a package (uv and conda can do either)."""
    for entry in _entries(installation):
        if entry.is_symlink():
            yield _home(os.path.realpath(entry.path))
        elif entry.is_dir():
            yield from (_home(os.path.realpath(inner.path)) for inner in _entries(entry.path) if inner.is_symlink())


def _importable(folder: str) -> Iterator[str]:
    """Yield the modules, packages and distributions directly in `folder`, and the folders that the distributions record."""
    installed = {name for entry in _entries(folder) if entry.name.endswith(".dist-info") for name in _recorded(entry.path)}
    for entry in _entries(folder):
        if entry.is_dir():
            package = any(name.startswith("__init__.") for name in _names(entry.path))
            if package or entry.name in installed or entry.name.endswith(BESIDE_PACKAGES):
                yield entry.path
        elif entry.name.endswith(MODULE_SUFFIXES):
            yield entry.path


def _recorded(distribution: str) -> set[str]:
    """Return the names of the folders that a distribution installed beside its metadata."""
    try:
        with open(os.path.join(distribution, "RECORD"), encoding="utf-8") as file:
            return {line.split("/")[0] for line in file if "/" in line} - {"..", ""}
    except (OSError, ValueError):
        return set()


def _editable() -> Iterator[str]:
    """Yield the targets of setuptools' finders of editable installations, which are not on the path."""
    for name, module in list(sys.modules.items()):
        mapping = getattr(module, "MAPPING", None) if name.startswith("__editable__") else None
        if isinstance(mapping, dict):
            yield from (path for path in map(str, mapping.values()) if os.path.exists(path))


def _imported(opened: Iterable[str]) -> Iterator[str]:
    """Yield the paths of imported modules outside the folders `opened`."""
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
    """Return the folder of a package for its `__init__`; any other path unchanged."""
    return os.path.dirname(path) if os.path.basename(path).startswith("__init__.") else path


def _is_of_a_course(path: str) -> bool:
    """Whether `path` is or lies in a course's folder, which may contain solutions and secrets. Installations in it do not count."""
    real = Path(os.path.realpath(path))
    parents = [real, *real.parents]
    if any(parent.name in INSTALLATIONS for parent in parents):
        return False
    return any((parent / COURSE_FILE).is_file() for parent in parents)


def _outermost(paths: set[str]) -> list[str]:
    """Return the paths that lie in none of the others. Paths through a link are kept: the target may be elsewhere, and the link is needed."""

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
