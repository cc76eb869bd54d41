"""The working folder of a submission, and replacements for other places that notebooks use: /content, a drive, the parent folder.

Only the scratch folder is writable. Files that a notebook writes elsewhere are stored in a folder of the scratch folder, and are found by
their original path if Python or one of the libraries below opens them.
"""

import builtins
import contextlib
import functools
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from IPython.core import interactiveshell

WORK = Path("home/course/notebooks")  # in the scratch folder, deep enough that `..` is writable too
WRITTEN_ELSEWHERE = Path("elsewhere")  # in the scratch folder: files written to any other place
WORKING_FOLDERS = ("/content", "/kaggle/working")  # of Colab and Kaggle
SYSTEM = ("/dev/", "/proc/")  # never redirected
WINDOWS_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
# Functions of `os`, by their paths: one of an existing file; and an existing one, then a new one.
OF_A_FILE = (
    *("stat", "lstat", "access", "chmod", "utime", "listxattr", "readlink"),
    *("listdir", "scandir", "unlink", "remove", "rmdir"),
)
OF_TWO_FILES = ("rename", "replace", "link", "symlink")


def settle(scratch: Path) -> None:
    """Change to a folder below `scratch`, redirect outside paths into `scratch`, and import modules that are written there."""
    work = scratch / WORK
    work.mkdir(parents=True)
    os.chdir(work)
    os.environ["HOME"] = str(work)
    places = _OutsidePaths(scratch)
    _redirect(places)
    sys.dont_write_bytecode = True  # compiled files identify a version of a module by the second
    sys.path.insert(0, "")
    sys.meta_path.insert(0, _NewModules(scratch, places))


class _OutsidePaths:
    """The places of files that a notebook addresses with paths outside `scratch`."""

    def __init__(self, scratch: Path):
        self._scratch = os.path.realpath(scratch)
        self._mkdir, self._stat = os.mkdir, os.stat  # the originals, before they are replaced

    def found(self, path: Any) -> Any:
        """Return the path of a file to read: in the scratch folder if the notebook has written it."""
        inside = self._inside(path)
        return path if inside is None or not self._exists(inside) else _like(path, inside)

    def made(self, path: Any) -> Any:
        """Return the path of a file or folder to create. Outside `scratch`, parent folders are created."""
        inside = self._inside(path)
        if inside is None:
            return path
        self._make(os.path.dirname(inside))
        return _like(path, inside)

    def written(self, path: Any) -> Any:
        """Return the path of a file to write. Its folder is created, since the student may have created it by hand."""
        path = self.made(path)
        if isinstance(path, (str, bytes, os.PathLike)):
            with contextlib.suppress(OSError):  # opening the file will raise
                self._make(os.path.dirname(os.fsdecode(path)))
        return path

    def entered(self, path: Any) -> Any:
        """Return the path of a new working folder. Outside `scratch`, it is created."""
        inside = self._inside(path)
        if inside is None:
            return path
        self._make(inside)
        return inside

    def opened(self, path: Any, mode: Any = "r") -> Any:
        """Return the path of a file to open, depending on the mode or the flags."""
        writes = mode & os.O_CREAT if isinstance(mode, int) else set("wax") & set(str(mode))
        return self.written(path) if writes else self.found(path)

    def _inside(self, path: Any) -> str | None:
        """Return the place in the scratch folder for a path outside it; None for other paths, and for a descriptor."""
        if not isinstance(path, (str, bytes, os.PathLike)):
            return None
        name = os.fsdecode(path)
        if WINDOWS_DRIVE.match(name):
            name = "/" + name.replace("\\", "/")
        name = os.path.abspath(name)
        if f"{name}/".startswith((f"{self._scratch}/", *SYSTEM)):
            return None
        for folder in WORKING_FOLDERS:
            if f"{name}/".startswith(f"{folder}/"):
                return f"{self._scratch}/{WORK}{name.removeprefix(folder)}"
        return os.path.join(self._scratch, WRITTEN_ELSEWHERE, name.lstrip("/")).rstrip("/")

    def _make(self, folder: str) -> None:
        if folder and not self._exists(folder):
            self._make(os.path.dirname(folder))
            self._mkdir(folder)

    def _exists(self, path: str) -> bool:
        try:
            self._stat(path, follow_symlinks=False)
        except (OSError, ValueError):
            return False
        return True


def _like(path: Any, place: str) -> str | bytes:
    return os.fsencode(place) if isinstance(path, bytes) else place


def _redirect(places: _OutsidePaths) -> None:
    """Redirect paths outside `scratch` in Python's functions, and in the libraries that open files themselves."""
    for name in OF_A_FILE:
        _replace(os, name, lambda path=".", *_: [places.found(path)])
    for name in OF_TWO_FILES:
        _replace(os, name, lambda path, other, *_: [places.found(path), places.made(other)])
    _replace(os, "mkdir", lambda path, *_: [places.made(path)])
    _replace(os, "chdir", lambda path: [places.entered(path)])
    _replace(os, "open", lambda path, flags=0, *_: [places.opened(path, flags)])
    _replace(io, "open", lambda path, mode="r", *_: [places.opened(path, mode)])
    builtins.open = io.open
    vars(interactiveshell)["io_open"] = io.open  # a cell's `open` calls it
    if pandas := sys.modules.get("pandas"):
        vars(pandas.io.common)["check_parent_directory"] = lambda path: None  # writing creates it
    if torch := sys.modules.get("torch"):
        _replace(torch._C, "PyTorchFileWriter", lambda file, *_: [places.written(file)])
    if h5py := sys.modules.get("h5py"):
        _replace(h5py._hl.files, "make_fid", lambda path, mode, *_: [places.opened(path, mode)])


def _replace(module: Any, name: str, places_of: Callable[..., list[Any]]) -> None:
    """Replace a function by one that redirects the paths in its first arguments; its errors name the original paths."""
    original = getattr(module, name)

    @functools.wraps(original, updated=())
    def call(*args: Any, **kwargs: Any) -> Any:
        if not args or kwargs.get("dir_fd") is not None:
            return original(*args, **kwargs)
        mode = [kwargs["mode"]] if name == "open" and "mode" in kwargs else []
        places = places_of(*args, *mode)
        try:
            return original(*places, *args[len(places) :], **kwargs)
        except OSError as error:
            for attribute in ("filename", "filename2"):
                for path, place in zip(args, places, strict=False):
                    if getattr(error, attribute) == place != path:
                        setattr(error, attribute, path)
            raise

    setattr(module, name, call)


class _NewModules(MetaPathFinder):
    """A finder that finds nothing but makes Python list the submission's folders again, since file times are too coarse for quick cells.

    Folders on the path that the notebook wrote to are searched in their redirected places.
    """

    def __init__(self, scratch: Path, places: _OutsidePaths):
        self._scratch, self._places = os.path.realpath(scratch), places

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        sys.path += [place for entry in sys.path if (place := self._places.found(entry)) not in sys.path]
        for folder in list(sys.path_importer_cache):
            if folder.startswith(self._scratch):
                with contextlib.suppress(KeyError):
                    del sys.path_importer_cache[folder]
        return None
