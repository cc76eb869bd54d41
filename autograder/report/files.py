"""The report folder: write reports, and read verdicts back."""

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from autograder.model.errors import UserError
from autograder.model.verdict import Verdict
from autograder.report.file_names import file_stems
from autograder.report.grades_csv import grades_csv, reported
from autograder.report.page import page
from autograder.report.written_csv import AnswerRow, rows_of, sheet

PARTIAL = ".partial"  # the ending of a file's name while it is written


class ReportError(UserError):
    """A report cannot be written or read. The message is one sentence with the path, the reason, and the remedy."""


class ReportFolder:
    """A folder, created if necessary, with a JSON file and an HTML page for each submission, `grades.csv`, and `written.csv` if there are
    written answers.

    `submissions` lists names and digests. Each file is replaced atomically, so nobody reads a half-written one. Other files in the
    folder stay. Every method raises ReportError.
    """

    def __init__(self, folder: Path, submissions: Sequence[tuple[str, str]]):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportError(
                f"The folder {folder} cannot be created ({error.strerror}); choose another folder for the reports."
            ) from None
        _require_writable(folder)
        self.sheet = folder / "written.csv"
        self.outlines: dict[str, Verdict] = {}  # by the names of their reports
        self._folder, self._stems, self._rows = folder, file_stems(submissions), list[AnswerRow]()

    @classmethod
    def again(cls, folder: Path) -> Self:
        """Open a finished folder to read and rewrite it. Raises SheetError if its `grades.csv` cannot be used."""
        grades = folder / "grades.csv"
        if not grades.is_file():
            raise ReportError(f"{grades} does not exist; run `autograder grade` first, or name its output folder.")
        reports = cls(folder, [])
        reports._stems = reported(grades)
        if not reports._stems:
            raise ReportError(f"The file {grades} lists no submissions; run `autograder grade` again.")
        return reports

    def verdicts(self) -> Iterator[tuple[int, Verdict]]:
        """Yield the number of each submission and the verdict in its JSON file."""
        for number, stem in enumerate(self._stems):
            yield number, _read(self._folder / f"{stem}.json")

    def page(self, number: int) -> Path:
        """The path of the page for the student of submission `number`."""
        return self._folder / f"{self._stems[number]}.html"

    def add(self, number: int, verdict: Verdict) -> None:
        """Write the files of submission `number` unless they are up to date."""
        self.outlines[self._stems[number]] = verdict.outline()
        self._rows += rows_of(verdict, self.page(number).name)
        text = _to_json(verdict)
        whole, page_file = self._folder / f"{self._stems[number]}.json", self.page(number)
        if page_file.exists() and _text_of(whole) == text:
            return
        _write(page_file, page(verdict))
        _write(whole, text)  # last, since it marks the page as up to date

    def finish(self) -> None:
        """Write `grades.csv` for all added submissions."""
        _write(self._folder / "grades.csv", grades_csv(self.outlines))

    def write_sheet(self, kept: Sequence[AnswerRow] = ()) -> None:
        """Write the sheet for the points of written answers, if there are any, with the entries of the rows `kept`."""
        if self._rows or kept:
            _write(self.sheet, sheet(self._rows, kept))


def write_reports(verdicts: Sequence[Verdict], folder: Path) -> None:
    """Write a complete ReportFolder. Raises ReportError."""
    reports = ReportFolder(folder, [(verdict.submission, verdict.digest) for verdict in verdicts])
    for number, verdict in enumerate(verdicts):
        reports.add(number, verdict)
    reports.finish()
    reports.write_sheet()


def read_verdicts(path: Path) -> list[Verdict]:
    """Read the verdict in one JSON file of `write_reports`, or all verdicts in a folder, sorted by file name. Raises ReportError."""
    if not path.is_dir():
        return [_read(path)]
    files = sorted(path.glob("*.json"))
    if not files:
        raise ReportError(
            f"The folder {path} contains no verdicts; name an output folder of `autograder grade`, or the JSON file of a verdict."
        )
    return [_read(file) for file in files]


def _to_json(verdict: Verdict) -> str:
    """Return the verdict and its score as JSON. NaN and the infinities, which JSON does not allow, become null."""
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
        raise ReportError(
            f"The file {file} is not a verdict ({why}); name a JSON file from an output folder of `autograder grade`."
        ) from None


def _text_of(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _require_writable(folder: Path) -> None:
    """Raise ReportError if the folder is not writable, before a class is graded and not after."""
    tried = folder / f".{secrets.token_hex(8)}{PARTIAL}"
    try:
        tried.write_bytes(b"\0" * 4096)
    except OSError as error:
        raise ReportError(f"The folder {folder} is not writable ({error.strerror}); choose another folder.") from None
    finally:
        with suppress(OSError):
            tried.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    """Write a temporary file and rename it, so that nobody reads half a file."""
    partial = file.with_name(f".{secrets.token_hex(8)}{PARTIAL}")
    try:
        partial.write_bytes(text.encode(errors="replace"))
        os.replace(partial, file)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        advice = "close the program that has it open, or choose another folder. The verdicts are saved"
        raise ReportError(f"The report {file} cannot be written ({error.strerror}); {advice}.") from None
