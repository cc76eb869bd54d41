"""The page that a student reads: one HTML file that needs nothing else."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report.pictures import draw
from autograder.report.score import score, state
from autograder.report.text import number, printable
from autograder.verdict import Outcome, Verdict

CODE = re.compile(r"`([^`\n]+)`")


def page(verdict: Verdict) -> str:
    """Return the page's HTML. Everything from the verdict is escaped."""
    no_grade = verdict.outcome is Outcome.GRADER_ERROR
    return TEMPLATE.render(
        verdict=verdict,
        score=score(verdict),
        graded=verdict.outcome is Outcome.GRADED,
        # What failed through our fault would mislead a student: it is in the JSON for whoever looks.
        questions=[] if no_grade else verdict.questions,
    )


def with_code(text: str) -> Markup:
    """`text`, escaped, with what stands in `backticks` set as code."""
    parts = CODE.split(printable(text))
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts))


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
    environment.globals |= {"draw": draw, "state": state}
    return environment


TEMPLATE = _template_environment().get_template("page.html.j2")
