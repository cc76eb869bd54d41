"""Untrusted text cannot control a terminal or become a formula: only one function writes to each."""

import ast
import csv
import io

import pytest
from helpers.repository import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.files import write_reports
from autograder.report.page import page
from autograder.report.spreadsheet import csv_text, read_csv
from autograder.report.terminal import say
from autograder.report.text import one_line, printable

STEERING = [
    "\x1b[31m", "\x1b[2J", "\x1b[?1049h", "\x9b31m", "\x1b]0;title\x07", "\x1b]8;;http://evil\x1b\\", "\x9d0;title\x9c",
    "\x1bP+q544e\x1b\\", "\x90+q\x9c", "\x1b^private\x1b\\", "\x1b_app\x9c", "\x1bc", "\x1b(0", "\x1b#8", "\x1b\x1b[31m",
    "\x07", "\x08", "\x00", "\r", "\x7f", "\x85", "\x0b", "\x0c", "\x1b]52;c;ZXZpbA==\x07", "\ud800",
]  # fmt: skip
HIDING = [
    "\u202e", "\u202d", "\u202a", "\u202b", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c",
    "\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041",
]  # fmt: skip


def said(*parts, **options):
    file = io.StringIO()
    say(*parts, to=Console(file=file, force_terminal=True, width=80, color_system=None), **options)
    return file.getvalue()


@pytest.mark.parametrize("evil", STEERING + HIDING, ids=ascii)
def test_nothing_steers_the_terminal(evil):
    assert said(f"kim{evil}lee") == "kimlee\n"
    assert said((f"kim{evil}lee", ""), lines=True) == "kimlee\n"


@pytest.mark.parametrize("evil", ["\n", "\r\n", "\u2028", "\u2029", "\t"], ids=ascii)
def test_a_line_stays_one(evil):
    assert said(f"Left out: kim{evil}Grades: all right") == "Left out: kim Grades: all right\n"


def test_markup_is_text():
    assert said("[red]kim[/red] [link=http://evil]x[/link] :smile:") == "[red]kim[/red] [link=http://evil]x[/link] :smile:\n"


def test_what_people_write_stays():
    for text in ("김민수", "José", "محمد", "नमस्ते", "👩‍👩‍👧 ❤️", "a\u200cb", "x² ± 0.5 — “so”"):
        assert printable(text) == one_line(text) == text


@given(st.text())
def test_of_any_text_nothing_is_left_that_steers(text):
    left = said(text).removesuffix("\n")
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) <= 0x9F or letter in HIDING for letter in left)


def test_pages_have_no_override_and_isolate_what_is_written_the_other_way():
    html = page(hostile("".join(HIDING)))
    assert not any(mark in html for mark in HIDING)
    assert "unicode-bidi: isolate" in html


def hostile(text):
    checks = [CheckVerdict(name=text, points=1, passed=False, message=text, hint=text)]
    return Verdict(
        submission=f"{text}.ipynb",
        assignment="a",
        digest="d",
        outcome=Outcome.CRASHED,
        explanation=text,
        questions=[QuestionVerdict(name="q1", title="t", checks=checks)],
        written=[WrittenAnswer(name="w", title="t", points=1, answer=text, comment=text, remark=text)],
        notes=[text],
    )


def test_show_writes_nothing_that_steers(tmp_path, capsys, monkeypatch):
    from autograder.cli.grading import show

    write_reports([hostile("x".join([*STEERING[:-1], *HIDING, "\nGrades: forged"]))], tmp_path)
    show(tmp_path)
    show(next(tmp_path.glob("*.json")))
    out = capsys.readouterr().out
    assert not any(evil in out for evil in [*HIDING, "\x1b", "\x9b", "\x07", "\r"])
    assert "\nGrades: forged" not in out


def test_show_has_the_traceback_of_a_fault_of_ours_which_no_student_is_shown(tmp_path, capsys):
    from autograder.cli.grading import show

    note = 'Traceback (most recent call last):\n  File "q3.py", line 7\nTypeError: \x1b[31mno such\nGrades: forged'
    failed = hostile("x").model_copy(update={"outcome": Outcome.GRADER_ERROR, "notes": [note]})
    write_reports([failed], tmp_path)
    show(next(tmp_path.glob("*.json")))
    shown = capsys.readouterr().out.splitlines()
    start = next(place for place, line in enumerate(shown) if "Traceback" in line)
    assert [line.rstrip() for line in shown[start:]] == [f"      {line}" for line in note.replace("\x1b[31m", "").splitlines()]
    assert "Traceback" not in page(failed)


# --- spreadsheets

FORMULA = '=HYPERLINK("http://evil","x")'
HIDDEN = [
    "{}", "a;{}", "a\t{}", "a\n{}", "a\r\n{}", "a\r{}", ";{}", ' "{}', "a; {}", 'a;"{}', "a;'{}", "a;;{}", "a\n\n{}", "a;\t {}",
    "\t{}", " {}", "\x00{}", "\ufeff{}", "\u202e{}", "a;\u200b{}", "a;\x1b[31m{}", "\u3000{}", "a;\xa0{}",
]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
@pytest.mark.parametrize("formula", [FORMULA, "+1+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_however_the_file_is_split(hidden, formula, delimiter):
    text = csv_text([["first", hidden.format(formula), "last"]]).removeprefix("\ufeff")
    for quoting in ({}, {"quoting": csv.QUOTE_NONE}):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **quoting):
            for cell in row:
                assert not cell.strip(' \t\r\n"\u3000\xa0').startswith(tuple("=+-@＝＋－＠")), row


@given(st.lists(st.lists(st.text("=+-@;,\t\n '\"ax1"), min_size=2, max_size=2), max_size=4))
def test_what_is_written_is_read_again(tmp_path_factory, rows):
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    file.write_text(csv_text([["one", "two"], *rows]), encoding="utf-8", newline="")
    assert [list(line.cells.values()) for line in read_csv(file, ["one"])] == [row for row in rows if any(row)]


def test_a_cell_of_any_length_is_read(tmp_path):
    (tmp_path / "a.csv").write_text(csv_text([["one"], ["x" * 1_000_000]]), encoding="utf-8", newline="")
    assert len(read_csv(tmp_path / "a.csv", ["one"])[0].cells["one"]) == 1_000_000


# --- nothing else writes to terminals or spreadsheets

PACKAGE = REPOSITORY / "autograder"
TERMINAL, SPREADSHEET = PACKAGE / "report" / "terminal.py", PACKAGE / "report" / "spreadsheet.py"
WRITES_TO_A_TERMINAL = {
    "print", "console.print", "errors.print", "self.console.print", "typer.echo", "typer.secho", "click.echo", "sys.stdout.write",
    "sys.stderr.write", "sys.stdout.buffer.write", "rich.print", "pprint", "pprint.pprint", "traceback.print_exc", "console.log",
    "warnings.warn", "logging.info", "logging.warning", "logging.error", "Console",
}  # fmt: skip
WRITES_A_SPREADSHEET = {"csv.writer", "csv.DictWriter", "writer", "DictWriter"}


def calls(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), f"{file.relative_to(PACKAGE)}:{node.lineno}"


@pytest.mark.parametrize(("only", "writing"), [(TERMINAL, WRITES_TO_A_TERMINAL), (SPREADSHEET, WRITES_A_SPREADSHEET)])
def test_one_file_alone_writes(only, writing):
    found = [place for file in sorted(PACKAGE.rglob("*.py")) if file != only for name, place in calls(file) if name in writing]
    assert found == []
    assert [place for name, place in calls(only) if name in writing or name.endswith(".print") or "writer" in name]
