"""The secret of a course: the seeds of each submission derive from it."""

import os
import secrets
import tempfile
from pathlib import Path

from autograder.model.course_errors import CourseError
from autograder.model.paths import SECRET_FILE

SECRET_VARIABLE = "AUTOGRADER_SECRET"


def course_secret(folder: Path) -> bytes:
    """Return the course secret: the environment variable AUTOGRADER_SECRET or else the file `.course-secret`, which the first use creates.

    The text of the file is the secret, so copying it into the environment of another machine gives the same secret.
    """
    if given := os.environ.get(SECRET_VARIABLE, "").strip():
        return os.fsencode(given)
    file = folder / SECRET_FILE
    try:
        if not file.exists():
            create_secret(file, secrets.token_hex(32))
        secret = file.read_bytes().strip()
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(
            f"{file} cannot be read or created ({reason}); make its folder writable, or set {SECRET_VARIABLE}"
        ) from error
    if not secret:
        raise CourseError(f"{file} is empty; restore the course secret from a copy, or delete the file to get a new one")
    return secret


def create_secret(file: Path, text: str) -> None:
    """Write a line of text into `file`, readable for its owner only, unless the file exists. Raises OSError."""
    # Written to a temporary file (mkstemp: O_EXCL, mode 0600), then linked: if two processes race, one wins, and no one reads half a secret.
    handle, draft = tempfile.mkstemp(prefix=f"{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "w") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
