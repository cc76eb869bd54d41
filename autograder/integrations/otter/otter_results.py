"""Convert a verdict to otter's results, from which otter makes its CSV, summaries and results.json."""

import math
from functools import partial

from otter.test_files import GradingResults, TestCase
from otter.test_files.abstract_test import TestCaseResult
from otter.test_files.exception_test import ExceptionTestFile

from autograder.model.course import Assignment, Question
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer


def fill_results(results: GradingResults, verdict: Verdict, assignment: Assignment, in_a_class: bool) -> None:
    """Fill `results` with the questions of `verdict`.

    With `in_a_class`, the results become a row of a table; the row names the submission (file names may be equal) and the outcome. After a
    grader error its points are not a number, and the table shows none.
    """
    found = {question.name: question for question in verdict.questions}
    written = {answer.name: answer for answer in verdict.written}
    empty = GradingResults([], results.notebook)  # drop otter's results for the empty notebook, or for no kernel
    vars(results).update(vars(empty))
    for question in assignment.checked:
        results.results[question.name] = _checked(question, found.get(question.name), assignment)
        if verdict.outcome is Outcome.GRADER_ERROR:
            results.update_score(question.name, math.nan)
    for question in assignment.by_hand:
        results.results[question.name] = _by_hand(question, written.get(question.name))
    if in_a_class:
        results.results["outcome"] = _column("outcome", verdict.outcome.value, "")
        results.results["submission"] = _column("submission", verdict.digest[:12], "")


def _checked(question: Question, verdict: QuestionVerdict | None, assignment: Assignment) -> ExceptionTestFile:
    checks = verdict.checks if verdict else [CheckVerdict(name=question.title, points=question.points, passed=False)]
    hidden = assignment.visibility_of(question) == "hidden"
    return _test_file(question.name, [(_case(check, hidden), check) for check in checks])


def _case(check: CheckVerdict, hidden: bool) -> TestCase:
    return TestCase(check.name, "", hidden, check.points, success_message=None, failure_message=check.hint or None)


def _by_hand(question: Question, answer: WrittenAnswer | None) -> ExceptionTestFile:
    """Return a column that marks a written answer as not graded yet; its points are in no sum."""
    said = f"A person grades this answer with up to {question.points:g} points."
    case = TestCase(question.title, "", False, 0, success_message=said, failure_message=None)
    file = _test_file(question.name, [(case, CheckVerdict(name=question.title, points=0, passed=True))])
    return _shown(file, "awaiting" if answer is None or answer.answer else "empty", question.points)


def _column(name: str, value: str, heading: str) -> ExceptionTestFile:
    """Return a column of otter's table that shows `value` and is worth no points."""
    return _shown(_test_file(name, []), value, heading)


def _shown(file: ExceptionTestFile, value: str, possible: float | str) -> ExceptionTestFile:
    # Otter's table uses `to_dict`, and its sums use `score` and `possible`. An instance attribute hides the method, and a partial of
    # `dict` can be unpickled without this package, which the instructor's machine may not have.
    file.to_dict = partial(dict, score=value, possible=possible)
    return file


def _test_file(name: str, cases: list[tuple[TestCase, CheckVerdict]]) -> ExceptionTestFile:
    file = ExceptionTestFile(name, f"{name}.py", [case for case, _ in cases], all_or_nothing=False)
    file.test_case_results = [TestCaseResult(case, _said(check), check.passed) for case, check in cases]
    return file


def _said(check: CheckVerdict) -> str:
    """Return otter's message, followed by the message of the check."""
    return "✅ Test case passed" if check.passed else f"❌ Test case failed\n{check.message}"
