"""The comment posted with a grade, and the mark that identifies the comment in a system."""

import hashlib
import json

from autograder.integrations.lms.grade_sheets import Grade
from autograder.model.language import english, speaking, tr
from autograder.report.text import number


def mark_of(grade: Grade) -> str:
    """Return 12 hex digits that identify the feedback of a student. Times and versions, which change by themselves, do not count."""
    verdict = grade.verdict
    content = {
        "points": number(grade.points or 0.0),
        "why": english(grade.why),
        "outcome": [verdict.outcome.value, verdict.explanation, verdict.behaves_as_if],
        "checks": [[q.name, c.name, c.points, c.passed] for q in verdict.questions for c in q.checks],
        "written": [[answer.name, answer.earned, answer.comment] for answer in verdict.written],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def comment_text(grade: Grade, mark: str) -> str:
    """Return the comment in the student's language: the points, the questions that lost some, the deduction, and the mark in the last line."""
    verdict = grade.verdict
    parts: list[tuple[str, float, float]] = [(q.name, q.earned, q.points) for q in verdict.questions]
    parts += [(answer.name, answer.earned, answer.points) for answer in verdict.written if answer.earned is not None]
    with speaking(verdict.speech):
        lines: list[str] = [tr("{} of {} points.", number(grade.points or 0.0), number(grade.possible))]
        if verdict.explanation:
            lines.append(verdict.said)
        missing = [tr("{} {} of {}", name, number(earned), number(points)) for name, earned, points in parts if earned < points]
        if missing:
            lines.append(tr("Not in full: {}.", ", ".join(missing)))
    if grade.why:
        lines.append(grade.why)
    return "\n".join([*lines, f"({mark})"])
