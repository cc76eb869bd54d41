"""A temporary file that holds the compressed files of a download, so that a class takes the memory of one notebook."""

import tempfile
import zlib
from collections.abc import Iterable
from functools import partial

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import StoredFile
from autograder.model.submission import SubmittedFile

MOST_BYTES = 16 * 2**30  # of an unpacked download: 800 notebooks of the default maximum size


class Spool:
    """A temporary file, deleted when its last content is released."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="autograder-")  # noqa: SIM115  # lives as long as the files in it
        self._bytes = 0

    def stored(self, files: Iterable[SubmittedFile]) -> list[StoredFile]:
        """Store the files one by one. Raises LmsError if the disk is full, or if they exceed MOST_BYTES."""
        return [self._put(file) for file in files]

    def _put(self, file: SubmittedFile) -> StoredFile:
        self._bytes += len(file.content)
        if self._bytes > MOST_BYTES:
            raise LmsError(
                f"The unpacked download exceeds {MOST_BYTES / 2**30:g} GB, far more than the notebooks of a class: "
                f"check {file.name} and the files before it, and remove the large ones from the download."
            )
        packed = zlib.compress(file.content, 1)
        try:
            place = self._file.seek(0, 2)
            self._file.write(packed)
        except OSError as error:
            raise LmsError(
                f"The download cannot be unpacked into {tempfile.gettempdir()} ({error.strerror}); "
                "free some space, or set TMPDIR to another folder."
            ) from None
        return StoredFile(file.name, file.uploaded_as, file.digest, partial(self._get, place, len(packed)))

    def _get(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return zlib.decompress(self._file.read(length))
