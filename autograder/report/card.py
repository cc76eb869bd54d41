"""The card below a check in the student's notebook, in the language that is spoken: HTML in a browser, plain text elsewhere."""

from itertools import count
from textwrap import indent

from autograder.model.language import tr, tr_plural
from autograder.model.verdict import CheckVerdict, QuestionVerdict
from autograder.report.causes import Cause, causes, passed
from autograder.report.page import ENVIRONMENT
from autograder.report.pictures import draw
from autograder.report.text import number, printable

CARD, SUMMARY = (ENVIRONMENT.get_template(f"{name}.html.j2") for name in ("card", "summary"))


def card_html(question: QuestionVerdict, title: str, remarks: list[str]) -> str:
    """Return the card of a checked question as HTML with its own styles. All text is escaped.

    `title` names the question; `remarks` are sentences about the code, shown above the failures.
    """
    salts = count()
    return CARD.render(
        question=question, title=title, remarks=remarks, draw=lambda picture: draw(picture, f"{question.name}-{next(salts)}")
    )


def card_text(question: QuestionVerdict, title: str, remarks: list[str]) -> str:
    """Return the same as plain text."""
    lines = [tr("{}: {} of {} points", title, number(question.earned), number(question.points)), *remarks]
    lines += [line for cause in causes(question) for line in _cause(cause)]
    if done := passed(question):
        passes = tr_plural("{} check passed", "{} checks passed", len(done))
        lines.append(f"✓ {passes}: {'; '.join(tr(check.name) for check in done)}")
    return printable("\n".join(lines))


def summary_html(title: str, lines: list[str], points: str = "", tone: str = "part") -> str:
    """Return a card of sentences as HTML. `tone` colors the `points`: "full", "part" or "none"."""
    return SUMMARY.render(title=title, lines=lines, points=points, tone=tone)


def summary_text(title: str, lines: list[str], points: str = "") -> str:
    """Return the same as plain text."""
    return printable("\n".join([f"{title}: {points}" if points else title, *(f"- {line}" for line in lines)]))


def _cause(cause: Cause) -> list[str]:
    lines = [f"{'…' if cause.waits else '✗'} {tr(check.name)} ({_worth(check)})" for check in cause.checks]
    lines.append(indent(cause.message, "    "))
    if cause.hint:
        lines.append(indent(f"{tr('Hint:')} {tr(cause.hint)}", "    "))
    return lines


def _worth(check: CheckVerdict) -> str:
    return tr_plural("{1} point", "{1} points", check.points, number(check.points))
