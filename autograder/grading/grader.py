"""Grade one submission: run its cells in the sandbox, run the judges here, and return a verdict."""

import hashlib
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import numpy as np

from autograder.checks.ask import Answer, Ask, Probe, StudentError
from autograder.checks.check import check
from autograder.checks.failure import CheckFailed
from autograder.checks.missing import definition_of, is_installed
from autograder.grading import judge_limits, known_mistakes
from autograder.grading.code_version import code_version
from autograder.grading.question_tests import QuestionTests, load_tests
from autograder.grading.written_answers import find_answers
from autograder.model.cell_names import cell_name
from autograder.model.course import Assignment, Course
from autograder.model.course_settings import Limits
from autograder.model.course_texts import course_texts
from autograder.model.evidence import Evidence
from autograder.model.handout import handed_out, text_in
from autograder.model.language import ENGLISH, Language, mark, speaking, tr
from autograder.model.notebook_file import read_notebook
from autograder.model.submission import Notebook, SubmittedFile, Unreadable
from autograder.model.verdict import CellError, CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer, cut
from autograder.sandbox.client import Sandbox, SandboxError, Session, SessionLost

FEW_NAMES = 5
NOT_ASKED = mark("The check could not run, because the program had already ended.")


class SandboxAsk(Ask):
    """Runs probes in the student's process in the sandbox."""

    def __init__(self, material: bytes, question: str, session: Session):
        super().__init__(material, question)
        self._session = session

    def _answer(self, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        return self._session.ask(self._question, probe, arguments)


@dataclass
class Grader:
    """Grades submissions of one assignment, in a process's main thread. Holds no state between them.

    `repeat` changes the seeds and images for the same submission. `only` restricts grading to some questions.
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
        self._handouts = handed_out(self.course, self.assignment) if self.assignment.by_hand else []
        self._languages = {tag: Language(tag, course_texts(self.course, self.assignment, tag)) for tag in self.assignment.title}
        self._mistakes = known_mistakes.load(self.course.examples_folder(self.assignment.name))

    @cached_property
    def version(self) -> str:
        """A hash of everything that a verdict depends on besides the submission: assignment, tests, limits, secret, code."""
        asked = self.assignment.model_dump_json(exclude={"visibility", "leaderboard", "due", "columns", "online"})
        parts = [self.course.limits.model_dump_json(), asked, str(self.repeat), code_version()]
        parts += [question.source for question in self.questions]
        parts += [f"{cell.kind}\0{cell.name}\0{cell.source}" for handout in self._handouts for cell in handout]
        parts += sorted(f"{pattern}\0{said}" for pattern, said in self._mistakes.items())
        parts += sorted(f"{tag}\0{pair}" for tag, language in self._languages.items() for pair in language.texts.items())
        return hashlib.blake2b("\0".join(parts).encode(), key=self._secret[:64], digest_size=16).hexdigest()

    def material(self, digest: str) -> bytes:
        """The seed material for the submission with this digest."""
        parts = [self._secret, self.assignment.name.encode(), digest.encode(), str(self.repeat).encode()]
        return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()

    def grade(self, file: SubmittedFile, sandbox: Sandbox) -> Verdict:
        """Grade one submission. Never raises because of a student's code; a fault of the grader is the outcome GRADER_ERROR.

        Raises SandboxError if the sandbox broke, or the machine ended the program: another try may succeed.
        """
        verdict = self._empty_verdict(file)
        verdict.written = self._written(Notebook(None, []))  # until the notebook is read
        verdict.seed = self.material(file.digest).hex()
        verdict.versions = dict(sandbox.versions)
        verdict.layers = sandbox.layers.summary()
        cpu = time.thread_time()
        with _timed(verdict, "total"):
            try:
                with _timed(verdict, "read"):
                    notebook = self._read(file)
                with speaking(self._choose_language(verdict, notebook)):
                    self._refuse_other(notebook)
                    verdict.written = self._written(notebook)
                    self._ask_all(verdict, notebook, sandbox)
                verdict.behaves_as_if = self._mistakes.get(known_mistakes.pattern(verdict), "")
            except Unreadable as error:
                verdict.outcome = Outcome.UNREADABLE
                verdict.explain(error.args[0])
                verdict.questions = self._unasked(str(error))
            except SandboxError:
                raise
            except Exception as error:  # a bug in the grader, such as a judge that raises
                _note_our_fault(verdict, error)
        verdict.keep_translations(self._languages.get(verdict.language, Language()))
        verdict.cpu_seconds["judging"] = round(time.thread_time() - cpu, 4)
        return verdict

    def _choose_language(self, verdict: Verdict, notebook: Notebook) -> Language:
        """The language of the notebook, noted in the verdict; English if the assignment has no hand-out in it."""
        language = self._languages.get(notebook.language, Language())
        verdict.language = language.tag
        verdict.title = text_in(self.assignment.title, language.tag)
        return language

    def _empty_verdict(self, file: SubmittedFile) -> Verdict:
        return Verdict(
            submission=file.name,
            assignment=self.assignment.name,
            title=text_in(self.assignment.title, ENGLISH),
            course=self.course.name,
            graded_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
            digest=file.digest,
            outcome=Outcome.GRADED,
        )

    def written(self, file: SubmittedFile) -> list[WrittenAnswer]:
        """The written answers of a submission without a verdict; empty ones if it cannot be read."""
        try:
            notebook = self._read(file)
            self._refuse_other(notebook)
            return self._written(notebook)
        except Unreadable:
            return self._written(Notebook(None, []))

    def _read(self, file: SubmittedFile) -> Notebook:
        return read_notebook(file, max_bytes(self.course.limits))

    def _refuse_other(self, notebook: Notebook) -> None:
        """Raise Unreadable for a notebook of another assignment."""
        if notebook.assignment not in (None, self.assignment.name):
            other = cut(notebook.assignment or "", 80)
            raise Unreadable(tr("This is a notebook of the assignment {!r}, not of {!r}.", other, self.assignment.name))

    def _written(self, notebook: Notebook) -> list[WrittenAnswer]:
        found = find_answers(notebook.all_cells, self._handouts, [question.name for question in self.assignment.by_hand])
        return [
            WrittenAnswer(
                name=question.name,
                title=question.title,
                points=question.points,
                answer=found[question.name].text,
                pictures=found[question.name].pictures,
                remark=found[question.name].remark,
            )
            for question in self.assignment.by_hand
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
        verdict.questions = self._unasked(tr(NOT_ASKED))
        with _timed(verdict, "fork"):
            session = sandbox.open(notebook.cells, tests, self.course.limits)
        memory = judging_megabytes(self.course.limits)
        lost: SessionLost | None = None
        try:
            with session, judge_limits.bounded_memory(memory):
                with _timed(verdict, "cells"):
                    verdict.cell_errors = _named(session.run_cells(), notebook)
                self._ask_questions(verdict, session)
        except SessionLost as error:
            lost = error
        except MemoryError:
            lost = SessionLost(Outcome.CRASHED, tr("Judging the program's answers takes more than {:g} MB of memory.", memory))
        except judge_limits.TooLong:
            lost = SessionLost(
                Outcome.CRASHED,
                tr("Judging the program's answers takes more than {:g} seconds of processor time.", judge_limits.CPU_SECONDS),
            )
        if lost and verdict.outcome is not Outcome.GRADER_ERROR:
            verdict.outcome = lost.outcome
            verdict.explain(lost.args[0])
        verdict.missing = sorted(package for package in session.missing if not is_installed(package))
        verdict.cpu_seconds["submission"] = round(session.cpu_seconds, 4)
        if verdict.outcome is Outcome.GRADED and _is_of_something_else(notebook, session):
            raise Unreadable(_foreign(list(session.asked)))

    def _ask_questions(self, verdict: Verdict, session: Session) -> None:
        """Run the checks and fill in `verdict` check by check, so that results before a crash count."""
        clock = judge_limits.Clock(judge_limits.CPU_SECONDS)
        passed: dict[str, bool] = {}  # by judge, for the checks that rest on it
        for question, judged in zip(self.questions, verdict.questions, strict=True):
            ask = SandboxAsk(self.material(verdict.digest), question.name, session)
            with _timed(verdict, question.name):
                for check_verdict, body in zip(judged.checks, question.checks, strict=True):
                    passed[body.key] = False
                    check_verdict.message = body.waits_for(passed)
                    check_verdict.waits = bool(check_verdict.message)
                    if not check_verdict.waits:
                        with clock.running():
                            self._ask_one(check_verdict, body, ask, verdict)
                        passed[body.key] = check_verdict.passed

    def _ask_one(self, judged: CheckVerdict, body: check, ask: SandboxAsk, overall: Verdict) -> None:
        started = time.perf_counter()
        ask.begin_check(body.test_func.__globals__)
        judged.hint = body.hint
        try:
            with np.errstate(all="ignore"):  # a student's numbers may overflow
                body.test_func(ask)
            judged.passed, judged.message = True, ""
        except (CheckFailed, StudentError) as error:
            judged.note_failure(ask.notes.about(str(error)), ask.notes.blanks, error.cause)
        except (SessionLost, SandboxError, MemoryError):
            raise
        except Exception as error:  # a bug in the judge: grade the rest, for a person to review
            judged.message = tr("The check could not judge the answer of the program.")
            _note_our_fault(overall, error)
        judged.pictures, judged.measured = ask.pictures, ask.measured
        judged.evidence = [] if judged.passed else ask.in_short()
        judged.seconds = round(time.perf_counter() - started, 4)


def _named(errors: list[dict[str, str]], notebook: Notebook) -> list[CellError]:
    """The errors of cells, by the names that students see; labels from the student's process are not trusted."""
    names = {cell.label: str(cell_name(cell.source, cell.question)) for cell in notebook.cells}
    return [CellError(cell=names.get(error["cell"]) or tr("a cell"), message=error["message"]) for error in errors]


def _is_of_something_else(notebook: Notebook, session: Session) -> bool:
    """Whether a notebook neither names its assignment nor defines any requested name, not even in a cell that failed."""
    if notebook.assignment is not None or not session.asked or any(session.asked.values()):
        return False
    sources = [cell.source for cell in notebook.cells]
    return not any(definition_of(name).search(source) for name in session.asked for source in sources)


def _foreign(asked: list[str]) -> str:
    names = ", ".join(f"`{name}`" for name in asked[:FEW_NAMES])
    return tr(
        "This does not seem to be a notebook of this assignment: it names no assignment, and it defines none "
        "of the names that the questions require ({}{}). Submit the notebook of this assignment.",
        names,
        ", …" if len(asked) > FEW_NAMES else "",
    )


def _note_our_fault(verdict: Verdict, error: Exception) -> None:
    verdict.outcome = Outcome.GRADER_ERROR
    verdict.explain(tr("The grader failed on a part of this submission. You lose no points: a person will check it."))
    verdict.notes.append("".join(traceback.format_exception(error)))


def max_bytes(limits: Limits) -> int:
    """The size of the largest notebook to read, in bytes."""
    return int(limits.notebook_megabytes * 2**20)


def judging_megabytes(limits: Limits) -> float:
    """The judges' memory limit in MB: several copies of an answer exist on its way, and judges compute in double precision."""
    return 1000 + 5 * limits.output_megabytes


@contextmanager
def _timed(verdict: Verdict, phase: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        verdict.seconds[phase] = round(time.perf_counter() - started, 4)
