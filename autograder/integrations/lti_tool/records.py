"""The visits and uploads of the web tool, in the store."""

import hashlib
import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.grading.store import KEEP_SUBMISSION, Store
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Verdict

VISIT_LENGTH = timedelta(hours=12)  # the time before a launch expires
COLUMNS = "number, assignment, link, line_item, student, name, email, file, digest, at, begun, version, score, put_off"
IS_WAITING = "version IS NULL AND score IS NULL"
SUPERSEDED = "superseded"
# One upload of each student per turn, so that frequent uploads do not delay other students; within a turn, in order of arrival.
QUEUE = f"""
    SELECT number, row_number() OVER (ORDER BY turn, number) AS place
    FROM (SELECT number, row_number() OVER (PARTITION BY student ORDER BY begun DESC, number) AS turn FROM handin WHERE {IS_WAITING})
"""
# Only a student's newest upload through a link is graded: it supersedes earlier ones that wait.
SUPERSEDE = f"""
    UPDATE handin AS older SET score = '{SUPERSEDED}' WHERE {IS_WAITING} AND begun = 0 AND EXISTS (
        SELECT 1 FROM handin AS newer
        WHERE (newer.assignment, newer.link, newer.line_item, newer.student)
            = (older.assignment, older.link, older.line_item, older.student) AND newer.number > older.number
    )
"""


@dataclass(frozen=True)
class Visitor:
    """A user who launched the tool, and the link that was launched."""

    student: str  # the platform's id of the user
    name: str
    email: str
    instructor: bool
    assignment: str
    link: str  # the platform's id of the opened link: teachers see the uploads through it
    line_item: str  # the destination of the score; empty if there is none
    page: str = ""  # the origin of the platform's page around the tool
    language: str = ""  # that the platform speaks with the user; empty if it is unknown


@dataclass(frozen=True)
class ToolUpload:
    """A notebook that a student uploaded."""

    number: int
    assignment: str
    link: str
    line_item: str
    student: str
    name: str
    email: str
    file: str
    digest: str
    at: datetime  # UTC
    begun: bool
    version: str | None  # of the verdict; None if it is not graded yet
    score: str | None  # the result of sending the score, in words; None if it has to be sent
    put_off: str | None  # the latest refusal, and the time of the next try

    @property
    def waits(self) -> bool:
        """Whether the upload waits to be graded."""
        return self.version is None and self.score is None

    @property
    def superseded(self) -> bool:
        """Whether the upload is not graded, because a newer one arrived before its turn."""
        return self.version is None and self.score == SUPERSEDED


class Records(Store):
    """The store with the visits and uploads of the web tool."""

    def admit(self, visitor: Visitor, nonce: str) -> str | None:
        """Record a launch; return the token that identifies the browser from then on, or None if the launch was already used."""
        token = secrets.token_urlsafe(32)
        with self._transaction() as database:
            database.execute("DELETE FROM visit WHERE at < ?", (_text(datetime.now(UTC) - VISIT_LENGTH),))
            if database.execute("SELECT 1 FROM visit WHERE nonce = ?", (nonce,)).fetchone():
                return None
            row = (_hashed(token), nonce, json.dumps(asdict(visitor)), _text(datetime.now(UTC)))
            database.execute("INSERT INTO visit (token, nonce, who, at) VALUES (?, ?, ?, ?)", row)
        return token

    def visitor(self, token: str) -> Visitor | None:
        """Return the visitor with this token; None if the token is unknown or expired."""
        query = "SELECT who FROM visit WHERE token = ? AND at >= ?"
        row = self._row(query, (_hashed(token), _text(datetime.now(UTC) - VISIT_LENGTH)))
        return Visitor(**json.loads(row[0])) if row else None

    def hand_in(self, visitor: Visitor, file: SubmittedFile, an_hour: int) -> bool:
        """Store an upload; return False if the student has reached `an_hour` uploads per hour, through any link."""
        now = datetime.now(UTC)
        whose = (visitor.assignment, visitor.link, visitor.line_item, visitor.student, visitor.name, visitor.email)
        kept = (file.digest, zlib.compress(file.content, 1))
        with self._transaction() as database:
            count = "SELECT count(*) FROM handin WHERE assignment = ? AND student = ? AND at > ?"
            since = _text(now - timedelta(hours=1))
            if database.execute(count, (visitor.assignment, visitor.student, since)).fetchone()[0] >= an_hour:
                return False
            database.execute(KEEP_SUBMISSION, kept)
            columns = "assignment, link, line_item, student, name, email, file, digest, at"
            row = (*whose, file.name, file.digest, _text(now))
            database.execute(f"INSERT INTO handin ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            database.execute(f"{SUPERSEDE} AND assignment = ? AND student = ?", (visitor.assignment, visitor.student))
        return True

    def uploads_of(self, visitor: Visitor) -> list[ToolUpload]:
        """Return the visitor's uploads through this link, the newest first."""
        who = (visitor.assignment, visitor.link, visitor.student)
        return self._uploads("WHERE assignment = ? AND link = ? AND student = ? ORDER BY number DESC", who)

    def class_of(self, visitor: Visitor) -> list[ToolUpload]:
        """Return the latest upload of each student through this link, sorted by name."""
        newest = "number IN (SELECT max(number) FROM handin WHERE assignment = ? AND link = ? GROUP BY student)"
        return self._uploads(f"WHERE {newest} ORDER BY name, student", (visitor.assignment, visitor.link))

    def newest(self, assignment: str) -> list[ToolUpload]:
        """Return the latest upload of each student for each line item, sorted by name."""
        newest = "number IN (SELECT max(number) FROM handin GROUP BY assignment, line_item, student)"
        return self._uploads(f"WHERE assignment = ? AND {newest} ORDER BY name, student", (assignment,))

    def before(self, number: int) -> int:
        """Count the uploads that are graded before this one."""
        row = self._row(f"SELECT place - 1 FROM ({QUEUE}) WHERE number = ?", (number,))
        return int(row[0]) if row else 0

    def ungraded(self, assignments: Sequence[str]) -> list[ToolUpload]:
        """Return the queue of uploads to grade."""
        found = self._uploads(f"JOIN ({QUEUE}) USING (number) ORDER BY place", ())
        return [upload for upload in found if upload.assignment in assignments]

    def resume(self) -> None:
        """Return uploads of an interrupted grading to the queue, and keep only the newest of each student."""
        with self._transaction() as database:
            database.execute(f"UPDATE handin SET begun = 0 WHERE {IS_WAITING}")
            database.execute(SUPERSEDE)

    def begin(self, number: int) -> bool:
        """Mark an upload as being graded; return False if a newer one has arrived in the meantime."""
        with self._transaction() as database:
            return database.execute(f"UPDATE handin SET begun = 1 WHERE number = ? AND {IS_WAITING}", (number,)).rowcount == 1

    def set_graded(self, digest: str, assignment: str, version: str) -> None:
        """Mark all uploads with this digest as graded: the verdict of this version is in the store."""
        query = "UPDATE handin SET version = ? WHERE digest = ? AND assignment = ? AND version IS NULL"
        self._write(query, [(version, digest, assignment)])

    def reopen(self) -> None:
        """Return the latest upload of each student to the queue if its verdict is missing or not final."""
        newest = "SELECT max(number) FROM handin GROUP BY assignment, link, line_item, student"
        graded = self._rows(
            f"SELECT number, version, digest FROM handin WHERE version IS NOT NULL AND number IN ({newest})", ()
        )
        again = [(number,) for number, version, digest in graded if not self.is_graded(version, digest)]
        self._write("UPDATE handin SET version = NULL, score = NULL, begun = 0 WHERE number = ?", again)

    def unsent(self) -> list[ToolUpload]:
        """Return the graded uploads whose scores have to be sent, the newest of each student; mark older ones as superseded."""
        found = self._uploads("WHERE version IS NOT NULL AND score IS NULL ORDER BY number", ())
        newest = [upload for upload in found if upload.number == self._newest_graded(upload)]
        for upload in found:
            if upload not in newest:
                self.set_score(upload.number, SUPERSEDED)
            elif not upload.line_item:
                self.set_score(upload.number, "no column in the platform")
        return [upload for upload in newest if upload.line_item]

    def _newest_graded(self, upload: ToolUpload) -> int:
        who = (upload.assignment, upload.line_item, upload.student)
        query = "SELECT max(number) FROM handin WHERE assignment = ? AND line_item = ? AND student = ? AND version IS NOT NULL"
        row = self._row(query, who)
        return int(row[0]) if row else upload.number

    def verdict_on(self, upload: ToolUpload) -> Verdict | None:
        """Return the verdict on the upload, with its file name and the points for written answers; None if it is not graded."""
        return self._named(upload, self.verdict(upload.version, upload.digest) if upload.version else None)

    def outline_of(self, upload: ToolUpload) -> Verdict | None:
        """Return the verdict without its details, which is fast to read for any upload."""
        return self._named(upload, self.outline(upload.version, upload.digest) if upload.version else None)

    def _named(self, upload: ToolUpload, verdict: Verdict | None) -> Verdict | None:
        if verdict is None:
            return None
        named = verdict.model_copy(update={"submission": upload.file})
        return named.with_points(self.points(upload.assignment, upload.digest))

    def set_score(self, number: int, became: str) -> None:
        """Record the result of sending a score."""
        self._write("UPDATE handin SET score = ?, put_off = NULL WHERE number = ?", [(became, number)])

    def put_off(self, number: int, why: str) -> None:
        """Record why a score was refused, and when it is sent again."""
        self._write("UPDATE handin SET put_off = ? WHERE number = ?", [(why, number)])

    def _uploads(self, where: str, parameters: tuple[object, ...]) -> list[ToolUpload]:
        return [_upload(row) for row in self._rows(f"SELECT {COLUMNS} FROM handin {where}", parameters)]


def _upload(row: tuple[Any, ...]) -> ToolUpload:
    fields = dict(zip(COLUMNS.split(", "), row, strict=True))
    return ToolUpload(**fields | {"at": datetime.fromisoformat(fields["at"]), "begun": bool(fields["begun"])})


def _text(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def _hashed(token: str) -> str:
    """Return the hash of a token, so that a reader of the store learns no token."""
    return hashlib.sha256(token.encode()).hexdigest()
