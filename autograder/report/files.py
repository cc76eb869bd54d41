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


class ReportFolder:
    """A folder, made if need be, with a JSON file and an HTML page for each submission, and `grades.csv`.

    `submissions` gives each one's name and digest. Each file is replaced as a whole, so nobody reads half of one. Other files in the
    folder stay. Every method raises ReportError.
    """

    def __init__(self, folder: Path, submissions: Sequence[tuple[str, str]]):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportError(
                f"The folder {folder} cannot be made ({error.strerror}); choose another one for the reports."
            ) from None
        self._folder = folder
        self._stems = file_stems(submissions)

    def add(self, number: int, verdict: Verdict) -> None:
        """Write the files of submission `number`, unless they are there and say the same."""
        text = _to_json(verdict)
        whole, page_file = (self._folder / f"{self._stems[number]}.{kind}" for kind in ("json", "html"))
        if page_file.exists() and _text_of(whole) == text:
            return
        _write(page_file, page(verdict))
        _write(whole, text)  # last, since it says that the page is up to date

    def finish(self, verdicts: Sequence[Verdict]) -> None:
        """Write `grades.csv`; of the verdicts, outlines will do."""
        byte_order_mark = "\ufeff"  # tells Excel that it is UTF-8
        _write(self._folder / "grades.csv", byte_order_mark + grades_csv(verdicts))


def write_reports(verdicts: Sequence[Verdict], folder: Path) -> None:
    """Write all of a ReportFolder. Raises ReportError."""
    reports = ReportFolder(folder, [(verdict.submission, verdict.digest) for verdict in verdicts])
    for number, verdict in enumerate(verdicts):
        reports.add(number, verdict)
    reports.finish(verdicts)


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


def _text_of(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


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
