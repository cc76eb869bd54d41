"""The report folder: what is written into it, and verdicts read back from it."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from autograder.report.grades import grades_csv
from autograder.report.names import file_stems
from autograder.report.page import page
from autograder.verdict import Verdict


class ReportError(Exception):
    """A report cannot be written or read. The message is one sentence: which path, why, and what to do."""


def write_reports(verdicts: Sequence[Verdict], folder: Path) -> None:
    """Write `grades.csv`, and a JSON and an HTML page for each verdict, into `folder`, which is made if need be.

    Each file is replaced as a whole. Other files in the folder stay. Raises ReportError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(
            f"The folder {folder} cannot be made ({error.strerror}); choose another one for the reports."
        ) from None
    for stem, verdict in zip(file_stems(verdicts), verdicts, strict=True):
        _write(folder / f"{stem}.json", _to_json(verdict))
        _write(folder / f"{stem}.html", page(verdict))
    _write(folder / "grades.csv", "\ufeff" + grades_csv(verdicts))  # the byte-order mark tells Excel that it is UTF-8


def read_verdicts(path: Path) -> list[Verdict]:
    """Return the verdict in one JSON file of `write_reports`, or those in a folder, by file name. Raises ReportError."""
    if not path.is_dir():
        return [_read(path)]
    files = sorted(path.glob("*.json"))
    if not files:
        raise ReportError(
            f"The folder {path} holds no verdicts; give one that reports were written to, or a verdict's JSON file."
        )
    return [_read(file) for file in files]


def _to_json(verdict: Verdict) -> str:
    """The whole verdict and what it adds up to. NaN and the infinities, which are no JSON, become null."""
    computed = {"earned": verdict.earned, "points": verdict.points, "awaiting": verdict.awaiting}
    whole = json.loads(json.dumps(verdict.model_dump() | computed), parse_constant=lambda _: None)
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _read(file: Path) -> Verdict:
    try:
        return Verdict.model_validate_json(file.read_bytes())
    except OSError as error:
        raise ReportError(f"The verdict {file} cannot be read ({error.strerror}); check the path.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        why = f"{where}: {first['msg']}" if where else first["msg"]
        raise ReportError(f"The file {file} is no verdict ({why}); give a JSON file that a report wrote.") from None


def _write(file: Path, text: str) -> None:
    """Write beside and rename, so that nobody ever reads half a file."""
    partial = file.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        partial.write_bytes(text.encode(errors="replace"))
        os.replace(partial, file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        advice = "close it where it is open, or choose another folder"
        raise ReportError(f"The report {file} cannot be written ({error.strerror}); {advice}.") from None
