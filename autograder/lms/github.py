"""GitHub Classroom: what a step of a workflow tells the reporter."""

import base64
import json

from autograder.verdict import Outcome, Verdict


def result(verdict: Verdict) -> str:
    """The `result` of a step, base64: GitHub Classroom's notice sums the scores, its table counts what passed."""
    if verdict.outcome is Outcome.GRADER_ERROR:
        found = {"version": 1, "status": "error", "max_score": verdict.points, "tests": []}
    else:
        tests = [
            {
                "name": f"{question.name}: {check.name}",
                "status": "pass" if check.passed else "fail",
                "score": check.earned,
                "message": "\n".join(filter(None, [check.message, check.hint and f"Hint: {check.hint}"])),
                "test_code": "",
                "filename": f"{question.name}.py",
                "line_no": 0,
            }
            for question in verdict.questions
            for check in question.checks
        ]
        status = "pass" if verdict.earned == verdict.points else "fail"
        found = {"version": 1, "status": status, "max_score": verdict.points, "tests": tests}
    return base64.b64encode(json.dumps(found).encode()).decode()
