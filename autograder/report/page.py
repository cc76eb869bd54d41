"""The page that a student reads: one HTML file that needs nothing else."""

import re
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report.pictures import draw
from autograder.report.score import score, state, written_state
from autograder.report.text import number, printable
from autograder.verdict import Outcome, Verdict

CODE = re.compile(r"`([^`\n]+)`")
TONES = {Outcome.GRADED: "full", Outcome.GRADER_ERROR: "wait"}  # classes of the page's CSS; a grader error blames nobody
ALIGNED = re.compile(r"\s|.*\S\s{2}")  # indented, or with columns


@dataclass(frozen=True)
class Part:
    """Lines of a message that belong together: prose, or text whose letters stand one below the other (code, tables)."""

    aligned: bool
    text: str


def page(verdict: Verdict, back: str = "") -> str:
    """Return the page's HTML, with a link to the address `back`, if there is one. Everything from the verdict is escaped."""
    numbers = count()
    return TEMPLATE.render(
        verdict=verdict,
        back=back,
        score=score(verdict),
        tone=TONES.get(verdict.outcome, "none"),
        # What failed through our fault would mislead a student: it is in the JSON for whoever looks.
        questions=[] if verdict.outcome is Outcome.GRADER_ERROR else verdict.questions,
        seconds=_seconds(verdict),
        draw=lambda picture: draw(picture, salt=str(next(numbers))),
    )


def with_code(text: str) -> Markup:
    """`text`, escaped, with what stands in `backticks` set as code."""
    parts = CODE.split(printable(text))
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def parts(message: str) -> list[Part]:
    """Split a message where it changes between prose and aligned text."""
    lines = printable(message).expandtabs(4).splitlines()
    runs = groupby((line.rstrip() for line in lines), key=lambda line: bool(ALIGNED.match(line)))
    split = [Part(aligned, "\n".join(run).strip("\n")) for aligned, run in runs]
    return [part for part in split if part.text]


def _seconds(verdict: Verdict) -> list[tuple[str, str]]:
    """What took how long: the phases, then the questions' checks."""
    checks = {question.name: sum(check.seconds for check in question.checks) for question in verdict.questions}
    return [(name, f"{seconds:.2f}") for name, seconds in (verdict.seconds | checks).items()]


def _finalize(value: Any) -> Any:
    return printable(value) if type(value) is str else value


def _template_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters |= {"number": number, "with_code": with_code}
    environment.globals |= {"state": state, "written_state": written_state, "parts": parts}
    return environment


TEMPLATE = _template_environment().get_template("page.html.j2")
