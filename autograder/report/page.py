"""The page for the student: one self-contained HTML file."""

import re
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.model.cell_names import as_beginning, question_heading, question_label
from autograder.model.language import current, mark, speaking, tr, tr_plural
from autograder.model.verdict import Outcome, Picture, Verdict, cut
from autograder.report.causes import causes, passed
from autograder.report.pictures import Drawing, draw
from autograder.report.score import score, state, written_state
from autograder.report.text import number, printable

CODE = re.compile(r"`([^`\n]+)`")
TONES = {Outcome.GRADED: "full", Outcome.GRADER_ERROR: "wait"}  # CSS classes; a grader error is neutral
MAX_BYTES = 2_000_000  # bytes of a page
SHORTER_TEXTS = (1_000, 100)  # characters of each text, if the page is too large
ALIGNED = re.compile(r"\s|.*\S\s{2}")  # indented, or with columns

TEMPLATE_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """A block of a message: prose, or aligned text such as code and tables."""

    aligned: bool
    text: str


@dataclass(frozen=True)
class Start:
    """The question that a student should look at first: its number on the page, and its label."""

    number: int
    label: str


def page(verdict: Verdict, back: str = "") -> str:
    """Return the page's HTML in the verdict's language, with a link to the URL `back` if given. All text from the verdict is escaped.

    The page never exceeds MAX_BYTES: if necessary, texts are cut, and pictures in answers are left out.
    """
    drawings = dict[int, Drawing]()  # drawn once, since drawing is slow
    with speaking(verdict.speech):
        html = _page(verdict, back, drawings)
        for length in SHORTER_TEXTS:
            if len(html.encode(errors="replace")) <= MAX_BYTES:
                break
            html = _page(_shorter(verdict, length), back, drawings)
    return html


def _shorter(verdict: Verdict, length: int) -> Verdict:
    data, language = verdict.model_dump(), verdict.speech
    for question in data["questions"]:
        for check in question["checks"]:  # once cut, they would not be found
            check |= {"name": language.lookup(check["name"]), "hint": language.lookup(check["hint"])}
    for answer in data["written"]:
        if answer["pictures"]:
            answer |= {"pictures": [], "remark": tr("The pictures are too large for this page; they are in the notebook.")}
    return Verdict.model_validate(_cut_texts(data, length) | {"digest": verdict.digest, "seed": verdict.seed})


def _cut_texts(value: Any, length: int) -> Any:
    if isinstance(value, str):
        return cut(value, length)
    if isinstance(value, dict):
        return {key: _cut_texts(item, length) for key, item in value.items()}
    return [_cut_texts(item, length) for item in value] if isinstance(value, list) else value


def _page(verdict: Verdict, back: str, drawings: dict[int, Drawing]) -> str:
    numbers = count()
    return TEMPLATE.render(
        verdict=verdict,
        back=back,
        score=score(verdict),
        tone=TONES.get(verdict.outcome, "none"),
        # A check that failed by the grader's fault would mislead a student; the JSON has it, with the traceback.
        questions=[] if verdict.outcome is Outcome.GRADER_ERROR else verdict.questions,
        notes=[] if verdict.outcome is Outcome.GRADER_ERROR else verdict.notes,
        seconds=_seconds(verdict),
        start=_start(verdict),
        draw=lambda picture: _drawn(next(numbers), picture, drawings),
    )


def _start(verdict: Verdict) -> Start | None:
    """The first question with a failure of its own; None if there is none, or after a grader error."""
    if verdict.outcome is Outcome.GRADER_ERROR:
        return None
    for number_, question in enumerate(verdict.questions, 1):
        if any(not cause.waits for cause in causes(question)):
            return Start(number_, question_heading(question.name, tr(question.title)))
    return None


def _drawn(number: int, picture: Picture, drawings: dict[int, Drawing]) -> Drawing:
    if number not in drawings:
        drawings[number] = draw(picture, salt=str(number))
    return drawings[number]


def with_code(text: str) -> Markup:
    """Escape `text`, and set the parts in `backticks` as code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(printable(text)))))


def parts(message: str) -> list[Part]:
    """Split a message where it changes between prose and aligned text."""
    lines = printable(message).expandtabs(4).splitlines()
    runs = groupby((line.rstrip() for line in lines), key=lambda line: bool(ALIGNED.match(line)))
    split = [Part(aligned, "\n".join(run).strip("\n")) for aligned, run in runs]
    return [part for part in split if part.text]


def _seconds(verdict: Verdict) -> list[tuple[str, str]]:
    """Return the seconds of each phase, then of each question's checks."""
    checks = {question.name: sum(check.seconds for check in question.checks) for question in verdict.questions}
    return [(name, f"{seconds:.2f}") for name, seconds in (verdict.seconds | checks).items()]


def finalize(value: Any) -> Any:
    """Clean a value that a template writes: untrusted text loses the characters that turn or hide its neighbors."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def template_environment(*folders: Path) -> Environment:
    """Return an environment that escapes and cleans what templates write, for the templates in `folders` and the reports' own."""
    environment = Environment(
        loader=FileSystemLoader([*folders, TEMPLATE_FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    environment.filters |= {
        "number": number,
        "with_code": with_code,
        "as_beginning": as_beginning,
        "question_label": question_label,
    }
    environment.globals |= {"tr": tr, "tr_plural": tr_plural, "mark": mark, "language": lambda: current().tag}
    environment.globals |= {"state": state, "written_state": written_state, "parts": parts, "causes": causes, "passed": passed}
    return environment


ENVIRONMENT = template_environment()
TEMPLATE = ENVIRONMENT.get_template("page.html.j2")
