"""The files of a download while it is read: packed, in one temporary file, so that a class takes the memory of one notebook."""

import tempfile
import zlib
from collections.abc import Iterable
from functools import partial

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import StoredFile
from autograder.model.submission import SubmittedFile

MOST_BYTES = 16 * 2**30  # of a download, unpacked: 800 notebooks of the largest size that is read by default


class Spool:
    """A temporary file; it is gone when nothing in it is needed any more."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="autograder-")  # noqa: SIM115  # lives as long as the files in it
        self._bytes = 0

    def stored(self, files: Iterable[SubmittedFile]) -> list[StoredFile]:
        """Put the files there, one after the other. Raises LmsError where there is no room, or no end of them."""
        return [self._put(file) for file in files]

    def _put(self, file: SubmittedFile) -> StoredFile:
        self._bytes += len(file.content)
        if self._bytes > MOST_BYTES:
            raise LmsError(
                f"The download holds more than {MOST_BYTES / 2**30:g} GB when it is unpacked, which no class's notebooks do: "
                f"look what {file.name} and the files before it are, and import the download without them."
            )
        packed = zlib.compress(file.content, 1)
        try:
            place = self._file.seek(0, 2)
            self._file.write(packed)
        except OSError as error:
            raise LmsError(
                f"The download cannot be unpacked into {tempfile.gettempdir()} ({error.strerror}); "
                "make room there, or set TMPDIR to another folder."
            ) from None
        return StoredFile(file.name, file.uploaded_as, file.digest, partial(self._get, place, len(packed)))

    def _get(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return zlib.decompress(self._file.read(length))
