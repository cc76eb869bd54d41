"""The store of submissions, verdicts, and points for written answers: an SQLite file in the course's folder.

Submissions are stored before they are graded, and verdicts before they are reported. The keys of a verdict are the submission's hash and
the hash of everything that the verdict depends on (`Grader.version`), so unchanged submissions are not graded again. The key of points
from a person is the submission's hash alone. Each call is one transaction, so the store stays consistent if the process is killed.
"""

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.checks.missing import is_installed
from autograder.model.errors import UserError
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Points, Verdict

# The changes from each format to the next; a store in an earlier format is migrated.
FORMATS = (
    """
CREATE TABLE submission (
    digest TEXT PRIMARY KEY,      -- SHA-256 of the content, hexadecimal
    content BLOB NOT NULL,        -- zlib
    received TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE verdict (
    version TEXT NOT NULL,        -- of the assignment, its tests and the grader
    digest TEXT NOT NULL REFERENCES submission,
    outcome TEXT NOT NULL,
    verdict BLOB NOT NULL,        -- JSON, zlib
    graded TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (version, digest)
);
""",
    """
CREATE TABLE points (             -- of written answers
    assignment TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES submission,
    question TEXT NOT NULL,
    earned REAL,                  -- NULL: they were taken back
    comment TEXT NOT NULL,
    given TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (assignment, digest, question)
);
""",
    """
CREATE TABLE sent (               -- the journal of `push`: to which assignment of which system, of which student, what
    place TEXT NOT NULL,
    student TEXT NOT NULL,
    points REAL NOT NULL,
    feedback TEXT NOT NULL,       -- its mark
    acknowledged TEXT,            -- when the system was seen to have both
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (place, student, points, feedback)
);
CREATE TABLE handin (             -- what students handed in through `serve`
    number INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    link TEXT NOT NULL,           -- the system's id of the link that was opened, in one of its courses
    line_item TEXT NOT NULL,      -- where the score goes; empty: nowhere
    student TEXT NOT NULL,        -- as that system knows them
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES submission,
    at TEXT NOT NULL,             -- ISO 8601, UTC
    begun INTEGER NOT NULL DEFAULT 0, -- whether it is being graded, or was
    version TEXT,                 -- of the verdict; NULL: it is not graded
    score TEXT                    -- what became of the score; NULL: it is to be sent
);
CREATE INDEX handin_of ON handin (assignment, student);
CREATE INDEX handin_in ON handin (assignment, link);
CREATE INDEX handin_ungraded ON handin (number) WHERE version IS NULL;
CREATE INDEX handin_unsent ON handin (number) WHERE version IS NOT NULL AND score IS NULL;
CREATE TABLE visit (              -- who launched `serve`
    token TEXT PRIMARY KEY,       -- SHA-256 of what their browser has
    nonce TEXT NOT NULL UNIQUE,   -- of the launch: a launch counts once
    who TEXT NOT NULL,            -- JSON
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
""",
    """
-- JSON, zlib: the verdict without what led to it. NULL: it was stored by an earlier format
ALTER TABLE verdict ADD COLUMN outline BLOB;
-- Why the score was not taken, and when it is sent again. NULL: it was not put off
ALTER TABLE handin ADD COLUMN put_off TEXT;
CREATE INDEX handin_waiting ON handin (number) WHERE version IS NULL AND score IS NULL;
""",
    """
-- The text of the feedback, by which it is known again in a comment that somebody edited.
ALTER TABLE sent ADD COLUMN text TEXT NOT NULL DEFAULT '';
-- When the system says that the grade was changed, as it was seen after it was sent: whatever is later is somebody else's.
ALTER TABLE sent ADD COLUMN changed INTEGER;
CREATE TABLE sent_upload (        -- what a system had of a student when the grade of a notebook was first sent there
    place TEXT NOT NULL,
    student TEXT NOT NULL,
    digest TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    at TEXT NOT NULL,             -- when it was handed in: ISO 8601, or empty
    PRIMARY KEY (place, student, digest)
);
""",
    """
-- the packages that were not installed, separated by spaces
ALTER TABLE verdict ADD COLUMN missing TEXT NOT NULL DEFAULT '';
""",
)
KEEP_SUBMISSION = "INSERT OR IGNORE INTO submission (digest, content) VALUES (?, ?)"
NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"  # to the millisecond, to keep the order
BUSY_SECONDS = 60  # how long to wait for another engine's lock on the store


class StoreError(UserError):
    """The store cannot be used. The message contains the file, the reason, and the remedy."""


@dataclass(frozen=True)
class Sent:
    """The points and feedback sent to a system for a student."""

    points: float
    feedback: str  # the text's mark, to recognize it


class Store:
    """The store in `file`, created if necessary. A context manager. Every method raises StoreError if the file cannot be used."""

    def __init__(self, file: Path):
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
            self._write_ahead()
            self._database.execute("PRAGMA synchronous = FULL")  # reported results survive a power failure
            self._create()
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None

    def _write_ahead(self) -> None:
        """Set the journal's mode. SQLite waits for no lock there, so two processes that create the store at once would collide."""
        end = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._database.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._database.close()

    def keep(self, files: Iterable[SubmittedFile]) -> None:
        """Add the submissions that are not in the store yet."""
        self._write(KEEP_SUBMISSION, ((file.digest, zlib.compress(file.content, 1)) for file in files))

    def content(self, digest: str) -> bytes:
        """Return the content of a stored submission."""
        row = self._row("SELECT content FROM submission WHERE digest = ?", (digest,))
        if row is None:
            raise self._unusable(LookupError(f"it does not contain the submission {digest}"))
        return zlib.decompress(row[0])

    def record(self, version: str, verdict: Verdict) -> None:
        """Store a verdict, replacing an earlier one."""
        whole, outline = zlib.compress(verdict.to_json(), 1), zlib.compress(verdict.outline().to_json(), 1)
        row = (version, verdict.digest, verdict.outcome.value, whole, outline, " ".join(verdict.missing))
        columns = "version, digest, outcome, verdict, outline, missing"
        self._write(f"INSERT OR REPLACE INTO verdict ({columns}) VALUES (?, ?, ?, ?, ?, ?)", [row])

    def is_graded(self, version: str, digest: str) -> bool:
        """Whether there is a final verdict: not a grader error, and not one that lacked a package that is installed now."""
        query = "SELECT missing FROM verdict WHERE version = ? AND digest = ? AND outcome != ?"
        row = self._row(query, (version, digest, Outcome.GRADER_ERROR.value))
        return row is not None and not any(map(is_installed, row[0].split()))

    def verdict(self, version: str, digest: str) -> Verdict | None:
        """Return the verdict on a submission with any outcome; None if there is none."""
        row = self._row("SELECT verdict FROM verdict WHERE version = ? AND digest = ?", (version, digest))
        return None if row is None else Verdict.from_json(zlib.decompress(row[0]))

    def outline(self, version: str, digest: str) -> Verdict | None:
        """Return the verdict without its details, which is fast to read for any submission."""
        row = self._row("SELECT outline FROM verdict WHERE version = ? AND digest = ?", (version, digest))
        if row is None:
            return None
        if row[0] is not None:
            return Verdict.from_json(zlib.decompress(row[0]))
        whole = self.verdict(version, digest)
        if whole is not None:
            made = zlib.compress(whole.outline().to_json(), 1)
            self._write("UPDATE verdict SET outline = ? WHERE version = ? AND digest = ?", [(made, version, digest)])
        return whole and whole.outline()

    def assignments(self, digest: str) -> set[str]:
        """Return the assignments that a submission was graded for."""
        rows = self._rows("SELECT verdict FROM verdict WHERE digest = ?", (digest,))
        return {json.loads(zlib.decompress(verdict))["assignment"] for (verdict,) in rows}

    def give(self, assignment: str, given: Mapping[tuple[str, str], Points | None]) -> None:
        """Store the points of written answers, by digest and question, replacing earlier ones; None removes them."""
        rows = (
            (assignment, digest, question, *((points.earned, points.comment) if points else (None, "")))
            for (digest, question), points in given.items()
        )
        columns = "assignment, digest, question, earned, comment"
        self._write(f"INSERT OR REPLACE INTO points ({columns}) VALUES (?, ?, ?, ?, ?)", rows)

    def points(self, assignment: str, digest: str) -> dict[str, Points]:
        """Return the points of a submission's graded written answers, by question."""
        query = "SELECT question, earned, comment FROM points WHERE assignment = ? AND digest = ? AND earned IS NOT NULL"
        return {question: Points(earned, comment) for question, earned, comment in self._rows(query, (assignment, digest))}

    def note_sending(self, place: str, student: str, sent: Sent, text: str = "") -> None:
        """Note in the journal the grade that is about to be sent, and the text of its feedback."""
        row = (place, student, sent.points, sent.feedback, text)
        columns, update = "place, student, points, feedback, text, at", "text = excluded.text, at = excluded.at"
        self._write(f"INSERT INTO sent ({columns}) VALUES (?, ?, ?, ?, ?, {NOW}) ON CONFLICT DO UPDATE SET {update}", [row])

    def note_acknowledged(self, place: str, student: str, sent: Sent, changed: int | None = None) -> None:
        """Note in the journal that the system shows the sent grade, and the system's time of the change."""
        row = (place, student, sent.points, sent.feedback, changed)
        columns = "place, student, points, feedback, changed, acknowledged"
        update = "acknowledged = excluded.acknowledged, changed = coalesce(excluded.changed, changed)"
        statement = f"INSERT INTO sent ({columns}) VALUES (?, ?, ?, ?, ?, {NOW}) ON CONFLICT DO UPDATE SET {update}"
        self._write(statement, [row])

    def sent(self, place: str, student: str) -> dict[Sent, bool]:
        """Return everything ever sent for a student, and whether the system has shown it."""
        query = "SELECT points, feedback, acknowledged IS NOT NULL FROM sent WHERE place = ? AND student = ?"
        return {Sent(points, feedback): bool(seen) for points, feedback, seen in self._rows(query, (place, student))}

    def sent_texts(self, place: str, student: str) -> list[str]:
        """Return the texts of all feedback ever sent for a student; the one seen last in the system comes last."""
        query = "SELECT text FROM sent WHERE place = ? AND student = ? AND text != '' ORDER BY coalesce(acknowledged, '')"
        return [text for (text,) in self._rows(query, (place, student))]

    def last_changed(self, place: str, student: str) -> int | None:
        """Return the latest change of a grade of ours, in the system's time; None if unknown."""
        row = self._row("SELECT max(changed) FROM sent WHERE place = ? AND student = ?", (place, student))
        return row[0] if row else None

    def is_interrupted(self, place: str, student: str) -> bool:
        """Whether the system has not shown the latest grade sent for a student."""
        query = "SELECT max(at) > coalesce(max(acknowledged), '') FROM sent WHERE place = ? AND student = ?"
        row = self._row(query, (place, student))
        return bool(row and row[0])

    def note_upload(self, place: str, student: str, digest: str, attempt: int, at: str) -> None:
        """Note the submission that the system has when the grade of a notebook is first sent; later calls change nothing."""
        columns = "place, student, digest, attempt, at"
        row = (place, student, digest, attempt, at)
        self._write(f"INSERT OR IGNORE INTO sent_upload ({columns}) VALUES (?, ?, ?, ?, ?)", [row])

    def upload_at_sending(self, place: str, student: str, digest: str) -> tuple[int, str] | None:
        """Return attempt and time of the submission that the system had when the notebook's grade was first sent."""
        query = "SELECT attempt, at FROM sent_upload WHERE place = ? AND student = ? AND digest = ?"
        row = self._row(query, (place, student, digest))
        return None if row is None else (row[0], row[1])

    def newest_upload(self, line_item: str, student: str) -> tuple[str, str] | None:
        """Return digest and time of a student's latest upload to `serve`, for a column of the platform."""
        query = "SELECT digest, at FROM handin WHERE line_item = ? AND student = ? ORDER BY number DESC LIMIT 1"
        row = self._row(query, (line_item, student))
        return None if row is None else (row[0], row[1])

    def _create(self) -> None:
        with closing(self._database.cursor()) as cursor:
            if cursor.execute("PRAGMA user_version").fetchone()[0] == len(FORMATS):
                return
            cursor.execute("BEGIN IMMEDIATE")  # if two engines start together, one creates the tables
            found = cursor.execute("PRAGMA user_version").fetchone()[0]
            if found < len(FORMATS):
                for statement in "".join(FORMATS[found:]).split(";\n"):
                    cursor.execute(statement)
                cursor.execute(f"PRAGMA user_version = {len(FORMATS)}")
            cursor.execute("COMMIT")
        if found > len(FORMATS):
            raise sqlite3.DatabaseError(f"it was written by a newer version of this program (format {found})")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the statements of the block completely or not at all."""
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._transaction() as database:
            database.executemany(statement, rows)

    def _row(self, query: str, parameters: tuple[object, ...]) -> tuple[Any, ...] | None:
        return next(iter(self._rows(query, parameters)), None)

    def _rows(self, query: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> StoreError:
        return StoreError(
            f"The store {self._file} cannot be used: {error}. Check its folder and permissions, or move the file away: then every submission "
            "is graded again, and the points of written answers have to be entered again from `written.csv`."
        )
