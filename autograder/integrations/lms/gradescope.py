"""Gradescope: the export of an assignment's submissions. `autograder.integrations.otter.gradescope_results` writes its results."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import File, Upload

METADATA = "submission_metadata.yml"


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """Yield the notebooks in an export, submission_{id}/…, with the students in `submission_metadata.yml`; a group's once for each member.

    Raises LmsError if that file is missing or cannot be read.
    """
    known = _metadata(files)
    for file in files:
        folder = next((part for part in PurePosixPath(file.uploaded_as).parts if part in known), None)
        if PurePosixPath(file.name).name == METADATA:
            continue
        if folder is None:
            yield Upload(file, left_out=f"{METADATA} does not list this submission")
        elif not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="not a notebook")
        else:
            students = known[folder].get(":submitters") or []
            if not students:
                yield Upload(file, left_out=f"{METADATA} names no student")
            for student in students:
                yield Upload(
                    file,
                    str(student.get(":email") or student.get(":sid") or ""),
                    name=str(student.get(":name") or ""),
                    email=str(student.get(":email") or ""),
                    attempt=folder.removeprefix("submission_"),
                    submitted=_time(known[folder].get(":created_at")),
                )


def _metadata(files: Sequence[File]) -> dict[str, dict[str, Any]]:
    named = [file for file in files if PurePosixPath(file.name).name == METADATA]
    depth = min((len(PurePosixPath(file.name).parts) for file in named), default=0)
    found = [file for file in named if len(PurePosixPath(file.name).parts) == depth]  # deeper ones belong to students
    if len(found) != 1:
        raise LmsError(f"The download has {len(found)} files named {METADATA}; give one unchanged export from Gradescope.")
    try:
        tree = YAML(typ="safe", pure=True).load(found[0].content.decode("utf-8-sig"))
        return {str(folder): dict(about) for folder, about in tree.items()}
    except (YAMLError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise LmsError(f"{found[0].name} cannot be read ({said}); download the export again.") from None


def _time(found: object) -> datetime | None:
    if isinstance(found, datetime):
        return found
    try:
        return datetime.fromisoformat(str(found)) if found else None
    except ValueError:
        return None
