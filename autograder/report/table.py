"""The table of results in a terminal."""

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from autograder.model.verdict import Outcome, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.score import Score, State, question_names, score, state, written_names
from autograder.report.text import number, one_line

STYLES: dict[State, str] = {"full": "green", "part": "yellow", "none": "red"}
NARROWEST_NAME = 14
WIDEST_HEADING = 5
WIDEST_OUTCOME = 10  # "out of memory" takes two lines


class Name:
    """The name of a submission: wrapped in a narrow column and, beyond two lines, cut in the middle, since names and numbers of students
    are at the ends.
    """

    def __init__(self, name: str):
        self.name = name

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(cut_middle(self.name, 2 * options.max_width - 1), overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = cell_len(self.name)
        return Measurement(min(width, NARROWEST_NAME), width).with_maximum(options.max_width)


def results_table(verdicts: Sequence[Verdict]) -> Table:
    """Return a table with a row for each submission: the points of each question, the total and the outcome."""
    questions, written = question_names(verdicts), written_names(verdicts)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, caption=_caption(verdicts), caption_justify="left")
    table.add_column("submission")
    for name in [*questions, *written]:
        table.add_column(Text(cut_middle(one_line(name), WIDEST_HEADING)), justify="right", no_wrap=True)
    table.add_column(_total_heading(verdicts), justify="right", no_wrap=True)
    table.add_column("outcome", max_width=WIDEST_OUTCOME)
    for verdict in verdicts:
        table.add_row(*_row(verdict, questions, written))
    return table


def cut_middle(text: str, width: int) -> str:
    """Cut `text` to at most `width` terminal cells, with … in place of its middle."""
    if cell_len(text) <= width:
        return text
    head = set_cell_size(text, width // 2).rstrip()
    tail = set_cell_size(text[::-1], width - 1 - width // 2).rstrip()[::-1]
    return f"{head}…{tail}"


def _row(verdict: Verdict, questions: list[str], written: list[str]) -> list[Name | Text]:
    judged = {} if verdict.outcome is Outcome.GRADER_ERROR else {question.name: question for question in verdict.questions}
    answers = {answer.name: answer for answer in verdict.written}
    return [
        Name(one_line(verdict.submission).removesuffix(".ipynb")),
        *(_question_cell(judged.get(name)) for name in questions),
        *(_written_cell(answers.get(name)) for name in written),
        _total_cell(score(verdict)),
        Text(verdict.outcome.value, style="" if verdict.outcome is Outcome.GRADED else "bold red"),
    ]


def _question_cell(question: QuestionVerdict | None) -> Text:
    if question is None:
        return Text("–", style="dim")
    return Text(number(question.earned), style=STYLES[state(question)])


def _written_cell(answer: WrittenAnswer | None) -> Text:
    if answer is None:
        return Text("–", style="dim")
    return Text("wait", style="cyan") if answer.earned is None else Text(number(answer.earned))


def _total_cell(total: Score) -> Text:
    return Text("–", style="dim") if total.earned is None else Text(number(total.earned), style="bold")


def _total_heading(verdicts: Sequence[Verdict]) -> str:
    """Return the heading, with the possible points if they are equal for all graded submissions."""
    totals = [score(verdict) for verdict in verdicts if verdict.questions and verdict.outcome is not Outcome.GRADER_ERROR]
    possible = {number(total.possible + total.awaiting) for total in totals}
    return f"total\nof {possible.pop()}" if len(possible) == 1 else "total"


def _caption(verdicts: Sequence[Verdict]) -> Text:
    counts = Counter(verdict.outcome for verdict in verdicts)
    listed = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome])
    many = f"{len(verdicts)} submission{'' if len(verdicts) == 1 else 's'}"
    return Text(f"{many}: {listed}" if listed else many)
