"""GitHub Classroom: the result that a workflow step passes to the reporter."""

import base64
import json

from autograder.integrations.lms.grade_sheets import Grade
from autograder.model.language import speaking, tr


def result(grade: Grade) -> str:
    """Return the `result` of a step in base64. GitHub Classroom sums the scores and counts the tests that passed.

    Written answers and the late deduction are separate tests, so that the sum equals the grade.
    """
    verdict = grade.verdict
    with speaking(verdict.speech):
        tests = _tests(grade)
    status = "pass" if grade.points == grade.possible else "fail"
    found = {"version": 1, "status": status, "max_score": grade.possible, "tests": tests}
    return base64.b64encode(json.dumps(found).encode()).decode()


def _tests(grade: Grade) -> list[dict[str, object]]:
    verdict = grade.verdict
    tests = [
        _test(
            f"{question.name}: {tr(check.name)}",
            check.passed,
            check.earned,
            [check.message, check.hint and f"{tr('Hint:')} {tr(check.hint)}"],
        )
        for question in verdict.questions
        for check in question.checks
    ]
    for answer in verdict.written:
        if answer.earned is not None:
            tests.append(_test(tr(answer.title), answer.earned >= answer.points, answer.earned, [answer.comment]))
    points, earned = grade.points or 0.0, grade.earned or 0.0
    if points != earned:
        tests.append(_test(tr("Late"), False, points - earned, [grade.why]))
    return tests


def _test(name: str, passed: bool, points: float, said: list[str]) -> dict[str, object]:
    message = "\n".join(filter(None, said))
    status = "pass" if passed else "fail"
    return {"name": name, "status": status, "score": points, "message": message, "test_code": "", "filename": "", "line_no": 0}
