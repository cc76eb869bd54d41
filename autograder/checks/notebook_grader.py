"""`grader` in a student's notebook: otter's Notebook with the same interface, whose results are cards."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import otter
from otter.check.utils import list_available_tests
from otter.test_files import GradingResults, TestFile

from autograder.checks.check import check
from autograder.checks.notebook_cells import NotebookCells
from autograder.checks.student import used_functions
from autograder.model.cell_names import question_heading, question_label
from autograder.model.handout_facts import HandoutFacts
from autograder.model.language import current, mark, speaking, tr
from autograder.model.verdict import QuestionVerdict
from autograder.report.card import card_html, card_text, summary_html, summary_text
from autograder.report.score import state
from autograder.report.text import number

SAVE = mark("Save the notebook before you hand it in.")


class Said:
    """Sentences for the student, with points if there are any. Falsy, since no check ran."""

    def __init__(self, title: str, lines: list[str]):
        self.title, self.lines, self._language = title, lines, current()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return summary_text(self.title, self.lines)

    def _repr_html_(self) -> str:
        with speaking(self._language):
            return summary_html(self.title, self.lines)


class CheckedQuestion(TestFile):
    """Otter's results of a question (`score`, `grade`, `passed_all`, …), shown as a card."""

    def __init__(self, result: TestFile, verdict: QuestionVerdict, remarks: list[str]):
        super().__init__(result.name, result.path, result.test_cases, result.all_or_nothing)
        self.test_case_results = result.test_case_results
        self.verdict, self.remarks, self._language = verdict, remarks, current()

    @property
    def title(self) -> str:
        """The question's label and title: "Question 5. One epoch of training"."""
        with speaking(self._language):
            return question_heading(self.verdict.name, tr(self.verdict.title))

    def __repr__(self) -> str:
        with speaking(self._language):
            return card_text(self.verdict, self.title, self.remarks)

    def _repr_html_(self) -> str:
        with speaking(self._language):
            return card_html(self.verdict, self.title, self.remarks)

    @classmethod
    def from_file(cls, path: str) -> TestFile:
        raise NotImplementedError("a question is checked by otter, and shown by this class")

    from_metadata = from_file

    def run(self, global_environment: dict[str, Any]) -> None:
        raise NotImplementedError("a question is checked by otter, and shown by this class")


class CheckedNotebook(GradingResults):
    """Otter's results of all questions, shown as a card with the points so far and the work that is left."""

    def __init__(self, results: list[CheckedQuestion], lines: list[str]):
        super().__init__(results)
        self.checked, self.lines, self._language = results, lines, current()

    @property
    def points(self) -> str:
        """The points of the checks, as "31 / 38"."""
        earned, possible = (sum(values) for values in zip(*((one.score, one.possible) for one in self.checked), strict=True))
        return f"{number(earned)} / {number(possible)}"

    def __repr__(self) -> str:
        with speaking(self._language):
            return summary_text(tr("Points so far"), self.lines, self.points)

    def _repr_html_(self) -> str:
        tone = "full" if all(state(one.verdict) == "full" for one in self.checked) else "part"
        with speaking(self._language):
            return summary_html(tr("Points so far"), self.lines, self.points, tone)


class NotebookGrader(otter.Notebook):
    """Checks the questions of a notebook with the hand-out's `facts`. `path` is the notebook's file, if it has one."""

    def __init__(self, path: Path | None, facts: HandoutFacts, tests_dir: str = ""):
        super().__init__(None if path is None else str(path), tests_dir=tests_dir)
        self._facts, self._file = facts, path
        self._cells = NotebookCells(path, facts)

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> CheckedQuestion | Said:
        """Check a question against the variables of the notebook, or of `global_env`."""
        variables = sys._getframe(1).f_globals if global_env is None else global_env
        with speaking(self._facts.speech):
            said = self._without_check(question)
            return self._checked(question, variables) if said is None else said

    def check_all(self) -> CheckedNotebook:
        """Check every question against the variables of the notebook."""
        variables = sys._getframe(1).f_globals
        names = [name for name, facts in self._facts.questions.items() if not facts.is_written]
        names = names or list_available_tests(self._tests_dir, self._nbmeta_config)
        with speaking(self._facts.speech):
            checked = [self._checked(name, variables) for name in names]
            return CheckedNotebook(checked, list(self._left(checked)))

    def export(self, *arguments: Any, **options: Any) -> Said:
        """Say which file to hand in. Writes nothing: no instructor asks for otter's zip."""
        with speaking(self._facts.speech):
            name = f"`{self._file.name}`" if self._file else tr("this notebook")
            said = tr("The notebook file is all that you hand in: {}. {} Nothing was exported.", name, SAVE)
            return Said(tr("Handing in"), [said])

    def _log_event(self, *arguments: Any, **options: Any) -> None:
        """Write otter's log, if the folder can be written to. Nobody needs it to be graded."""
        with suppress(Exception):  # otter raises no class of its own
            super()._log_event(*arguments, **options)

    def _without_check(self, question: str) -> Said | None:
        """Sentences about a question that a person grades, or that the notebook does not have; None for any other."""
        known = self._facts.questions
        if question in known and known[question].is_written:
            return Said(question_heading(question, tr(known[question].title)), [self._about_written(question)])
        if known and question not in known:
            listed = ", ".join(f'"{name}"' for name, facts in known.items() if not facts.is_written)
            return Said(
                tr("Unknown question"), [tr('This notebook has no question "{}". Its checks are {}.', question, listed)]
            )
        return None

    def _checked(self, question: str, variables: dict[str, Any]) -> CheckedQuestion:
        self._cells.use()
        result = super().check(question, variables)
        bodies = [case.body for case in result.test_cases if isinstance(case.body, check)]
        title = self._facts.questions[question].title if question in self._facts.questions else ""
        verdict = QuestionVerdict(name=question, title=title, checks=[body.verdict for body in bodies if body.verdict])
        asked = bodies[0].test_func.__globals__["__ask__"].names if bodies else {}
        used = used_functions(asked, variables)
        remarks = [said for name in used if (said := self._cells.stale(name, variables.get(name)))]
        return CheckedQuestion(result, verdict, remarks)

    def _about_written(self, question: str) -> str:
        answer = self._cells.answer(question)
        prompt = self._facts.questions[question].prompt or ""
        by_hand = tr("A person reads this answer; there is nothing to check.")
        if answer is None:
            return by_hand
        if not answer.strip() or answer.strip() == prompt.strip():
            return tr("{} In the saved notebook it is still empty.", by_hand)
        return tr("{} The saved notebook has {} words of it.", by_hand, len(answer.split()))

    def _left(self, checked: list[CheckedQuestion]) -> Iterable[str]:
        """The work that is left and the questions that a person grades, one sentence each."""
        blank = [question_label(one.name) for one in checked if any(check.blanks for check in one.verdict.checks)]
        open_ = [
            f"{question_label(one.name)} ({number(one.verdict.earned)} / {number(one.verdict.points)})"
            for one in checked
            if state(one.verdict) != "full" and question_label(one.name) not in blank
        ]
        if blank:
            yield tr("Still to fill in: {}.", ", ".join(blank))
        if open_:
            yield tr("Not all points yet: {}.", ", ".join(open_))
        for name, facts in self._facts.questions.items():
            if facts.is_written:
                yield tr("{} ({} points). {}", question_label(name), number(facts.points), self._about_written(name))
        yield tr("You are graded with the same checks on other data. {}", SAVE)
