"""The report folder: what is written into it, and verdicts read back from it."""

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

PARTIAL = ".partial"  # how the name of a file ends that is being written


class ReportError(UserError):
    """A report cannot be written or read. The message is one sentence: which path, why, and what to do."""


class ReportFolder:
    """A folder, made if need be, with a JSON file and an HTML page for each submission, `grades.csv`, and `written.csv` where there are
    written answers.

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
        _require_writable(folder)
        self.sheet = folder / "written.csv"
        self.outlines: dict[str, Verdict] = {}  # by the names of their reports
        self._folder, self._stems, self._rows = folder, file_stems(submissions), list[AnswerRow]()

    @classmethod
    def again(cls, folder: Path) -> Self:
        """The folder as it was finished, to be read and written again. Raises SheetError where its `grades.csv` cannot be used."""
        grades = folder / "grades.csv"
        if not grades.is_file():
            raise ReportError(f"There is no {grades}; run `autograder grade` first, or name its output folder.")
        reports = cls(folder, [])
        reports._stems = reported(grades)
        if not reports._stems:
            raise ReportError(f"The file {grades} lists no submission; run `autograder grade` again.")
        return reports

    def verdicts(self) -> Iterator[tuple[int, Verdict]]:
        """By its number, the verdict on each submission, as its JSON file has it."""
        for number, stem in enumerate(self._stems):
            yield number, _read(self._folder / f"{stem}.json")

    def page(self, number: int) -> Path:
        """The page of submission `number`, to give back to its student."""
        return self._folder / f"{self._stems[number]}.html"

    def add(self, number: int, verdict: Verdict) -> None:
        """Write the files of submission `number`, unless they are there and say the same."""
        self.outlines[self._stems[number]] = verdict.outline()
        self._rows += rows_of(verdict, self.page(number).name)
        text = _to_json(verdict)
        whole, page_file = self._folder / f"{self._stems[number]}.json", self.page(number)
        if page_file.exists() and _text_of(whole) == text:
            return
        _write(page_file, page(verdict))
        _write(whole, text)  # last, since it says that the page is up to date

    def finish(self) -> None:
        """Write `grades.csv` of what was added."""
        _write(self._folder / "grades.csv", grades_csv(self.outlines))

    def write_sheet(self, kept: Sequence[AnswerRow] = ()) -> None:
        """Write the sheet for the points of written answers, if there are any; what the rows `kept` say stays in it."""
        if self._rows or kept:
            _write(self.sheet, sheet(self._rows, kept))


def write_reports(verdicts: Sequence[Verdict], folder: Path) -> None:
    """Write all of a ReportFolder. Raises ReportError."""
    reports = ReportFolder(folder, [(verdict.submission, verdict.digest) for verdict in verdicts])
    for number, verdict in enumerate(verdicts):
        reports.add(number, verdict)
    reports.finish()
    reports.write_sheet()


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


def _require_writable(folder: Path) -> None:
    """Raises ReportError where nothing can be written: better before a class is graded than after."""
    tried = folder / f".{secrets.token_hex(8)}{PARTIAL}"
    try:
        tried.write_bytes(b"\0" * 4096)
    except OSError as error:
        raise ReportError(f"Nothing can be written into the folder {folder} ({error.strerror}); choose another one.") from None
    finally:
        with suppress(OSError):
            tried.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    """Write beside and rename, so that nobody ever reads half a file."""
    partial = file.with_name(f".{secrets.token_hex(8)}{PARTIAL}")
    try:
        partial.write_bytes(text.encode(errors="replace"))
        os.replace(partial, file)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        advice = "close it where it is open, or choose another folder. What is graded is kept"
        raise ReportError(f"The report {file} cannot be written ({error.strerror}); {advice}.") from None
