"""Convert a verdict to Gradescope's results.json: a test for each check, with its message and its hint.

Keys as in https://gradescope-autograders.readthedocs.io/en/latest/specs/.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

from autograder.model.cell_names import as_beginning
from autograder.model.course import Assignment, Question
from autograder.model.language import quoted, speaking, tr
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict
from autograder.report.text import printable

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # CommonMark allows a backslash before any ASCII punctuation
INDENTATION = re.compile(r"^ +", re.M)


def gradescope_results(verdict: Verdict, assignment: Assignment) -> dict[str, Any] | None:
    """Return the content of results.json; None after a grader error, which gives no grade.

    Without the file Gradescope reports to student and instructor that the autograder failed, and stores no score.
    """
    if verdict.outcome is Outcome.GRADER_ERROR:
        return None
    with speaking(verdict.speech):
        return _results(verdict, assignment)


def _results(verdict: Verdict, assignment: Assignment) -> dict[str, Any]:
    return {
        "score": verdict.earned,
        "execution_time": verdict.seconds.get("total", 0.0),
        "output": "\n\n".join(_overall(verdict)),
        "output_format": "md",
        "test_output_format": "md",
        "stdout_visibility": "hidden",
        "tests": list(_tests(verdict, assignment)),
        "leaderboard": list(_leaderboard(verdict, assignment)),
        "extra_data": {"outcome": verdict.outcome.value, "submission": verdict.digest},
    }


def _overall(verdict: Verdict) -> Iterator[str]:
    """Yield paragraphs about the whole submission."""
    if verdict.explanation:
        yield f"**{_plain(as_beginning(tr(verdict.outcome.value)))}.** {_plain(verdict.said)}"
    if verdict.behaves_as_if:
        yield _plain(verdict.likely_cause)
    for error in verdict.cell_errors:
        yield tr("**{}** stopped with an error: {}", quoted(_plain(error.cell)), quoted(_plain(error.message)))
    for answer in verdict.written:
        by_hand = tr("a person grades this with up to {:g} points", answer.points)
        said = by_hand if answer.answer else tr("no answer was submitted")
        yield f"**{_plain(tr(answer.title))}**: {said}."


def _tests(verdict: Verdict, assignment: Assignment) -> Iterator[dict[str, Any]]:
    found = {question.name: question for question in verdict.questions}
    for question in assignment.checked:
        judged = found.get(question.name) or QuestionVerdict(name=question.name, title=question.title, checks=[])
        for number, check in enumerate(judged.checks, 1):
            yield _test(question, number, check) | {"visibility": assignment.visibility_of(question)}


def _test(question: Question, number: int, check: CheckVerdict) -> dict[str, Any]:
    return {
        "number": f"{question.name}.{number}",
        "name": str(tr(check.name)),
        "name_format": "text",
        "score": check.earned,
        "max_score": check.points,
        "status": "passed" if check.passed else "failed",
        "output": _said(check),
        "output_format": "md",
        "tags": [question.name],
    }


def _said(check: CheckVerdict) -> str:
    if check.passed:
        return ""
    hint = f"*{tr('Hint:')}* {_plain(tr(check.hint))}" if check.hint else ""
    return "\n\n".join(filter(None, [_plain(check.message), hint]))


def _leaderboard(verdict: Verdict, assignment: Assignment) -> Iterator[dict[str, Any]]:
    """Yield the entries of the leaderboard in grader.yml: the first number that a question measures."""
    measured = {q.name: [value for check in q.checks for value in check.measured.values()] for q in verdict.questions}
    for title, question in assignment.leaderboard.items():
        value = next(iter(measured.get(question, [])), math.nan)
        if math.isfinite(value):
            yield {"name": title, "value": round(value, 4)}


def _plain(text: str) -> str:
    """Escape text for Markdown, and keep its line breaks."""
    escaped = PUNCTUATION.sub(r"\\\1", printable(text).strip())
    return INDENTATION.sub(lambda spaces: "\u00a0" * len(spaces[0]), escaped).replace("\n", "  \n")
