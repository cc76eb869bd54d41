"""Measure the disk space of a submission whose scratch folder is on a disk: files in the folder, and files removed from it.

A removed file takes space as long as it is open or mapped. The kernel shows that only to the same user, and only for programs that do not
hide their memory.
"""

import contextlib
import math
import os
import re
import stat
from pathlib import Path

from autograder.sandbox import linux, namespaces
from autograder.sandbox.confine import MEGABYTE

LONGEST_PATH = 2000  # characters; the system takes 4,095 bytes
BLOCK = 512  # bytes, whatever the file system: see stat(2)
MAPS_EVERY = 5  # checks: a process that has loaded torch has thousands of mappings
MAPPING = re.compile(rb"^\S+ \S+ \S+ \S+ (\d+) +(/.*) \(deleted\)$", re.M)  # an inode, and its path: see proc_pid_maps(5)


class Watch:
    """A watch on the files in and from `folder` of the process `pid`, of the user `uid` (None: this user)."""

    def __init__(self, pid: int, folder: Path, scratch_megabytes: float, uid: int | None):
        self._process, self._folder, self._uid = Path(f"/proc/{pid}"), folder, uid
        self._largest = int(scratch_megabytes * MEGABYTE)
        self._looks = self._mapped_only = 0

    def overflown(self) -> bool:
        """Whether the files exceed twice the limit; a single file at its own limit is only an error in the program."""
        allowed = 2 * self._largest
        return bytes_in(self._folder, allowed) + self._removed() > allowed

    def _removed(self) -> int:
        with linux.files_as(self._uid):
            opened = self._opened()
            if self._looks % MAPS_EVERY == 0:
                # Their sizes are not visible: count the maximum for each.
                self._mapped_only = self._largest * len(self._mapped() - opened.keys())
            self._looks += 1
        return sum(opened.values()) + self._mapped_only

    def _threads(self) -> list[Path]:
        """Return all threads: each may have its own descriptors, and if the main thread has ended, only the others show any."""
        with contextlib.suppress(OSError):
            return list((self._process / "task").iterdir())
        return []

    def _opened(self) -> dict[int, int]:
        """Return the sizes in bytes of the removed files that are still open, by inode."""
        found = {}
        for thread in self._threads():
            with contextlib.suppress(OSError), os.scandir(thread / "fd") as descriptors:
                for descriptor in descriptors:
                    with contextlib.suppress(OSError):  # closed in the meantime
                        status = descriptor.stat()
                        if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                            found[status.st_ino] = status.st_blocks * BLOCK
        return found

    def _mapped(self) -> set[int]:
        """Return the inodes of the removed files that are mapped into the memory of the process."""
        own = os.fsencode(self._folder)
        for thread in self._threads():
            with contextlib.suppress(OSError):
                if maps := (thread / "maps").read_bytes():
                    return {int(inode) for inode, path in MAPPING.findall(maps) if path.startswith(own)}
        return set()


def bytes_in(folder: Path, limit: int) -> float:
    """Return the bytes of the files in `folder`; infinity if they exceed `limit`, are too many, or too deeply nested."""
    total = count = 0
    folders = [os.fspath(folder)]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                count += 1
                total += entry.stat(follow_symlinks=False).st_blocks * BLOCK
                if total > limit or count > namespaces.SCRATCH_FILES or len(entry.path) > LONGEST_PATH:
                    return math.inf
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return total
