"""A plain folder or zip with one folder, or one file, per student."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from autograder.integrations.lms.uploads import File, Upload


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """Yield the notebooks. The student is the name of the outermost folder that differs between them, or of the file."""
    notebooks = [file for file in files if file.name.lower().endswith(".ipynb")]
    shared = _shared([PurePosixPath(file.uploaded_as) for file in notebooks])
    for file in files:
        if file not in notebooks:
            yield Upload(file, left_out="not a notebook")
        else:
            path = PurePosixPath(file.uploaded_as)
            own = path.parts[shared:]
            student = own[0] if len(own) > 1 else path.stem
            yield Upload(file, student, name=student)


def _shared(paths: Sequence[PurePosixPath]) -> int:
    """Count the outer folders that all paths share."""
    folders = [path.parent.parts for path in paths]
    count = 0
    while folders and all(len(parts) > count and parts[count] == folders[0][count] for parts in folders):
        count += 1
    # A class of one: the innermost folder is the student's.
    return count - 1 if len(folders) == 1 and count else count
