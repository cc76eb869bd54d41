"""How much a submission holds on a disk, where its scratch folder is an ordinary one: in that folder, and in files removed from it.

A removed file takes room as long as somebody has it open, or mapped. The kernel shows that only to the same user, of a program that
does not hide its memory.
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
MAPS_EVERY = 5  # looks: a process that has loaded torch has thousands of mappings
MAPPING = re.compile(rb"^\S+ \S+ \S+ \S+ (\d+) +(/.*) \(deleted\)$", re.M)  # an inode, and its path: see proc_pid_maps(5)


class Watch:
    """Looks at what the process `pid`, of the user `uid` (None: of this one), holds in and from `folder`."""

    def __init__(self, pid: int, folder: Path, scratch_megabytes: float, uid: int | None):
        self._process, self._folder, self._uid = Path(f"/proc/{pid}"), folder, uid
        self._largest = int(scratch_megabytes * MEGABYTE)
        self._looks = self._mapped_only = 0

    def overflown(self) -> bool:
        """Whether it is more than twice what may be: one file that reaches its own limit is an error for the program to live with."""
        allowed = 2 * self._largest
        return bytes_in(self._folder, allowed) + self._removed() > allowed

    def _removed(self) -> int:
        with linux.files_as(self._uid):
            opened = self._opened()
            if self._looks % MAPS_EVERY == 0:
                # How much they hold cannot be seen: as much as a file may.
                self._mapped_only = self._largest * len(self._mapped() - opened.keys())
            self._looks += 1
        return sum(opened.values()) + self._mapped_only

    def _threads(self) -> list[Path]:
        """Each may have descriptors of its own; and of a process whose main thread has ended, only the others show anything."""
        with contextlib.suppress(OSError):
            return list((self._process / "task").iterdir())
        return []

    def _opened(self) -> dict[int, int]:
        """The removed files that it has open, by inode, and how many bytes each takes."""
        found = {}
        for thread in self._threads():
            with contextlib.suppress(OSError), os.scandir(thread / "fd") as descriptors:
                for descriptor in descriptors:
                    with contextlib.suppress(OSError):  # closed meanwhile
                        status = descriptor.stat()
                        if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                            found[status.st_ino] = status.st_blocks * BLOCK
        return found

    def _mapped(self) -> set[int]:
        """The removed files that it has mapped into its memory, which its threads share, by inode."""
        own = os.fsencode(self._folder)
        for thread in self._threads():
            with contextlib.suppress(OSError):
                if maps := (thread / "maps").read_bytes():
                    return {int(inode) for inode, path in MAPPING.findall(maps) if path.startswith(own)}
        return set()


def bytes_in(folder: Path, limit: int) -> float:
    """How many bytes the files in `folder` take; infinitely many where they are more than `limit`, too many, or too deep to look at."""
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
