"""Grading one submission: its cells run in the sandbox, the judges ask from here, and a verdict comes of it."""

import hashlib
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from autograder import mistakes
from autograder.asking import Answer, Ask, Probe, StudentError
from autograder.course import Assignment, Course, Limits
from autograder.evidence import Evidence
from autograder.expect import CheckFailed
from autograder.sandbox import Sandbox, Session, SessionLost
from autograder.student import with_blanks
from autograder.submission import Notebook, SubmittedFile, Unreadable, read_notebook
from autograder.testfile import QuestionTests, load_tests
from autograder.verdict import CellError, CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer

PACKAGE = Path(__file__).parent
NOT_ASKED = "This could not be asked any more: the program had ended."


class SandboxAsk(Ask):
    """Asks the student's process in the sandbox."""

    def __init__(self, material: bytes, question: str, session: Session):
        super().__init__(material, question)
        self._session = session

    def _answer(self, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        return self._session.ask(self._question, probe, arguments)


@dataclass
class Grader:
    """Grades submissions of one assignment. Holds no state between them, so threads can share it.

    `repeat` changes the challenges: the same submission is asked on other seeds and other images. `only` asks some questions.
    """

    course: Course
    assignment: Assignment
    repeat: int = 0
    only: frozenset[str] | None = None
    questions: list[QuestionTests] = field(init=False)

    def __post_init__(self) -> None:
        folder = self.course.tests_folder(self.assignment.name)
        self.questions = [load_tests(q, folder) for q in self.assignment.checked if self.only is None or q.name in self.only]
        self._secret = self.course.secret()
        self._mistakes = mistakes.load(self.course.bank_folder(self.assignment.name))

    @cached_property
    def version(self) -> str:
        """A hash of all that a verdict depends on besides the submission: the assignment, its tests, the limits, the secret, the code."""
        asked = self.assignment.model_dump_json(exclude={"visibility", "leaderboard", "due", "columns", "online"})
        parts = [self.course.limits.model_dump_json(), asked, str(self.repeat)]
        parts += [question.source for question in self.questions]
        parts += [f"{path.relative_to(PACKAGE)}\0{path.read_text(encoding='utf-8')}" for path in sorted(PACKAGE.rglob("*.py"))]
        parts += sorted(f"{pattern}\0{said}" for pattern, said in self._mistakes.items())
        return hashlib.blake2b("\0".join(parts).encode(), key=self._secret[:64], digest_size=16).hexdigest()

    def material(self, digest: str) -> bytes:
        """What the challenges of the submission with this digest derive from."""
        parts = [self._secret, self.assignment.name.encode(), digest.encode(), str(self.repeat).encode()]
        return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()

    def grade(self, file: SubmittedFile, sandbox: Sandbox) -> Verdict:
        """Grade one submission. Never raises for what a student did; a fault of ours is the outcome GRADER_ERROR."""
        verdict = Verdict(submission=file.name, assignment=self.assignment.name, digest=file.digest, outcome=Outcome.GRADED)
        verdict.written = self._written(Notebook(None, []))  # until it is read
        verdict.seed = self.material(file.digest).hex()
        verdict.versions = dict(sandbox.versions)
        verdict.layers = sandbox.layers.summary()
        cpu = time.thread_time()
        with _timed(verdict, "total"):
            try:
                with _timed(verdict, "read"):
                    notebook = self._read(file)
                verdict.written = self._written(notebook)
                self._ask_all(verdict, notebook, sandbox)
                verdict.behaves_as_if = self._mistakes.get(mistakes.pattern(verdict), "")
            except Unreadable as error:
                verdict.outcome, verdict.explanation = Outcome.UNREADABLE, str(error)
                verdict.questions = self._unasked(str(error))
            except Exception as error:  # ours: a judge that raises, a sandbox that does not start
                _note_our_fault(verdict, error)
        verdict.cpu_seconds["judging"] = round(time.thread_time() - cpu, 4)
        return verdict

    def written(self, file: SubmittedFile) -> list[WrittenAnswer]:
        """The written answers of a submission that is not graded; empty ones where it cannot be read."""
        try:
            return self._written(self._read(file))
        except Unreadable:
            return self._written(Notebook(None, []))

    def _read(self, file: SubmittedFile) -> Notebook:
        notebook = read_notebook(file, max_bytes(self.course.limits))
        if notebook.assignment not in (None, self.assignment.name):
            raise Unreadable(f"This is a notebook of the assignment {notebook.assignment!r}, not of {self.assignment.name!r}.")
        return notebook

    def _written(self, notebook: Notebook) -> list[WrittenAnswer]:
        return [
            WrittenAnswer(name=q.name, title=q.title, points=q.points, answer=notebook.written.get(q.name, ""))
            for q in self.assignment.by_hand
        ]

    def _unasked(self, why: str) -> list[QuestionVerdict]:
        return [
            QuestionVerdict(
                name=question.name,
                title=question.title,
                checks=[
                    CheckVerdict(name=c.name or "", points=c.points or 0, passed=False, message=why) for c in question.checks
                ],
            )
            for question in self.questions
        ]

    def _ask_all(self, verdict: Verdict, notebook: Notebook, sandbox: Sandbox) -> None:
        tests = {question.name: question.probes for question in self.questions}
        verdict.questions = self._unasked(NOT_ASKED)
        with _timed(verdict, "fork"):
            session = sandbox.open(notebook.cells, tests, self.course.limits)
        try:
            with session:
                with _timed(verdict, "cells"):
                    verdict.cell_errors = [CellError(**error) for error in session.run_cells()]
                for index, question in enumerate(self.questions):
                    with _timed(verdict, question.name):
                        self._ask(
                            question,
                            SandboxAsk(self.material(verdict.digest), question.name, session),
                            verdict,
                            verdict.questions[index],
                        )
        except SessionLost as lost:
            if verdict.outcome is not Outcome.GRADER_ERROR:
                verdict.outcome, verdict.explanation = lost.outcome, str(lost)
        verdict.cpu_seconds["submission"] = round(session.cpu_seconds, 4)

    def _ask(self, question: QuestionTests, ask: SandboxAsk, overall: Verdict, verdict: QuestionVerdict) -> None:
        """Put a question's checks, filling in `verdict` check by check, so that what is answered before a crash counts."""
        for judged, body in zip(verdict.checks, question.checks, strict=True):
            started = time.perf_counter()
            ask.begin_check()
            judged.hint = body.hint
            try:
                with np.errstate(all="ignore"):  # a student's odd numbers
                    body.test_func(ask)
                judged.passed, judged.message = True, ""
            except (CheckFailed, StudentError) as error:
                judged.message = with_blanks(str(error), ask.blanks)
            except SessionLost:
                raise
            except (
                Exception
            ) as error:  # a judge of ours that cannot cope with what came: a person looks, who wants to see the rest
                judged.message = "This check could not judge what came back."
                _note_our_fault(overall, error)
            judged.pictures, judged.measured = ask.pictures, ask.measured
            judged.evidence = [] if judged.passed else ask.in_short()
            judged.seconds = round(time.perf_counter() - started, 4)


def _note_our_fault(verdict: Verdict, error: Exception) -> None:
    verdict.outcome = Outcome.GRADER_ERROR
    verdict.explanation = "The grader could not judge all of this submission. That costs you nothing: a person will look at it."
    verdict.notes.append("".join(traceback.format_exception(error)))


def max_bytes(limits: Limits) -> int:
    """The largest notebook that is read, in bytes."""
    return int(limits.notebook_megabytes * 2**20)


@contextmanager
def _timed(verdict: Verdict, phase: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        verdict.seconds[phase] = round(time.perf_counter() - started, 4)
