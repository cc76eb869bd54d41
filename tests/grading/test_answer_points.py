"""Points for written answers: written to a sheet, entered from it, and never lost in between."""

import csv
import shutil
import sqlite3
import sys
from pathlib import Path

import nbformat
import pytest
from helpers.repository import copy_course

from autograder.cli import main
from autograder.grading.gradebook import Entry, Gradebook
from autograder.grading.grader import Grader
from autograder.grading.store import Store
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Points, Verdict, WrittenAnswer
from autograder.report.files import write_reports
from autograder.report.spreadsheet import SheetError
from autograder.report.written_csv import COLUMNS, LONGEST_ANSWER, read_sheet

ANSWER = "=넓을수록, \"더\" 좋다; 그러나\n\n둘째 줄\t'끝'"


def notebook(stub, answer):
    copy = nbformat.from_dict(stub)
    cell = next(cell for cell in copy.cells if cell.metadata.get("name") == "q8_written")
    before, cell.source = cell.source, answer
    text = nbformat.writes(copy)
    cell.source = before
    return text


@pytest.fixture(scope="module")
def graded(tmp_path_factory, stub):
    """A class of four: two submitted the same file, and one file is broken. Graded once; each test has a copy."""
    base = tmp_path_factory.mktemp("graded")
    files = {"kim.ipynb": ANSWER, "1반/lee.ipynb": "짧다", "2반/lee.ipynb": "짧다"}
    for name, answer in files.items():
        (base / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (base / "class" / name).write_text(notebook(stub, answer), encoding="utf-8")
    (base / "class" / "broken.ipynb").write_text("{")
    copy_course(base / "course")
    with pytest.MonkeyPatch.context() as patch:
        assert command(patch, "grade", base / "class", "-o", base / "results", "--course", base / "course") == 0
    return base


def command(monkeypatch, *arguments):
    """Run a command; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


class Desk:
    """The course, the class and the results of an instructor."""

    def __init__(self, base, monkeypatch, capsys):
        self.base, self.sheet = base, base / "results" / "written.csv"
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, *arguments):
        """The exit code and the output of a command."""
        code = command(self._monkeypatch, *arguments)
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def grade(self):
        code, said = self.run("grade", self.base / "class", "-o", self.base / "results", "--course", self.base / "course")
        assert code == 0, said
        return said

    def points(self, sheet=None):
        return self.run("points", sheet or self.sheet, "--course", self.base / "course")

    def show(self, name):
        return self.run("show", self.base / "results" / name)[1]

    def rows(self):
        with self.sheet.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def fill(self, changes, sheet=None):
        """Put cells into the sheet, by submission; "lee" stands for both. Rows of others stay."""
        rows = self.rows()
        for row in rows:
            for name, cells in changes.items():
                if name in row["submission"]:
                    row.update(cells)
        write(sheet or self.sheet, rows)

    def grades(self):
        with (self.base / "results" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["submission"]: row for row in csv.DictReader(file)}

    def stored(self):
        database = sqlite3.connect(self.base / "course" / ".autograder" / "store.sqlite")
        found = database.execute("SELECT question, earned, comment FROM points ORDER BY earned").fetchall()
        database.close()
        return found


def write(file, rows, encoding="utf-8-sig", delimiter=","):
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def desk(graded, tmp_path, monkeypatch, capsys):
    shutil.copytree(graded, tmp_path / "desk")
    return Desk(tmp_path / "desk", monkeypatch, capsys)


def test_every_answer_has_a_row_and_no_points(desk):
    assert desk.sheet.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = desk.rows()
    assert list(rows[0]) == list(COLUMNS)
    assert [row["submission"] for row in rows] == ["1반/lee.ipynb", "2반/lee.ipynb", "broken.ipynb", "kim.ipynb"]
    assert [row["answer"] for row in rows] == ["짧다", "짧다", "", f"'{ANSWER}"]
    assert {(row["question"], row["points"], row["earned"], row["comment"]) for row in rows} == {("q8_written", "2", "", "")}
    assert desk.grades()["kim.ipynb"]["q8_written"] == "awaiting"


def test_points_show_in_every_report(desk):
    desk.fill({"kim": {"earned": "1.5", "comment": '<b>좋다</b>, "but"\nwhy?'}})
    code, said = desk.points()
    assert code == 0, said
    assert "1 entered, 0 removed: 1 answer has points now, 3 still await them." in said
    row = desk.grades()["kim.ipynb"]
    assert (row["q8_written"], row["points"], row["possible"], row["awaiting"]) == ("1.5", "1.5", "40", "0")
    page = (desk.base / "results" / "kim.html").read_text(encoding="utf-8")
    assert "1.5 / 2</span>" in page
    assert "&lt;b&gt;좋다&lt;/b&gt;, &#34;but&#34;\nwhy?" in page
    assert "좋다</b>," in (desk.base / "results" / "kim.json").read_text(encoding="utf-8")
    assert "1.5 of 2" in desk.show("kim.json")
    assert "why?" in desk.show("kim.json")
    assert "wait" in desk.show("")


def test_grading_again_keeps_the_order_the_points_and_the_pages(desk):
    before = desk.grades()
    desk.fill({"lee": {"earned": "0"}})
    desk.points()
    assert list(desk.grades()) == list(before)
    assert [desk.grades()[name]["q8_written"] for name in before] == ["0", "0", "awaiting", "awaiting"]
    files = {path: path.read_bytes() for path in (desk.base / "results").iterdir()}
    desk.grade()
    assert {path: path.read_bytes() for path in (desk.base / "results").iterdir()} == files


def test_points_belong_to_the_text_not_to_the_tests(desk):
    desk.fill({"kim": {"earned": "2", "comment": "=2, fine"}})
    desk.points()
    with (desk.base / "course" / "tests" / "assignments" / "mnist_mlp" / "q1.py").open("a") as test_file:
        test_file.write("\n# another version\n")
    assert "unchanged" not in desk.grade()
    assert desk.grades()["kim.ipynb"]["q8_written"] == "2"
    assert "=2, fine" in (desk.base / "results" / "kim.html").read_text(encoding="utf-8")
    assert next(row for row in desk.rows() if row["submission"] == "kim.ipynb")["comment"] == "'=2, fine"
    assert "0 entered" in desk.points()[1]


def test_an_emptied_cell_takes_points_back(desk):
    desk.fill({"kim": {"earned": "2", "comment": "fine"}, "lee": {"earned": "1"}})
    desk.points()
    desk.fill({"kim": {"earned": ""}})
    _, said = desk.points()
    assert "0 entered, 1 removed: 2 answers have points now, 2 still await them." in said
    assert desk.grades()["kim.ipynb"]["q8_written"] == "awaiting"
    assert "Comment:" not in (desk.base / "results" / "kim.html").read_text(encoding="utf-8")
    assert [row["comment"] for row in desk.rows()][3] == "fine"  # a draft, until there are points again


def test_two_people_fill_copies_of_one_sheet(desk):
    desk.fill({"kim": {"earned": "2"}}, desk.base / "results" / "mine.csv")
    desk.fill({"lee": {"earned": "1"}, "kim": {"comment": "a draft"}}, desk.base / "results" / "yours.csv")
    desk.points(desk.base / "results" / "mine.csv")
    _, said = desk.points(desk.base / "results" / "yours.csv")
    assert "1 entered, 0 removed: 3 answers have points now, 1 still awaits them." in said
    assert "1 answer has no points in this sheet; the points from another sheet are kept." in said
    assert [row["earned"] for row in desk.rows()] == ["1", "1", "", "2"]


def test_what_is_not_entered_stays_in_the_sheet(desk):
    desk.fill({"kim": {"earned": "1,5", "comment": "길게 쓴 글"}, "broken": {"comment": "ask her"}})
    said = " ".join(desk.grade().split())
    assert (
        f"1 answer has points in the sheet that are not entered yet. To enter them, run: autograder points {desk.sheet}" in said
    )
    assert [(row["earned"], row["comment"], row["entered"]) for row in desk.rows()][2:] == [
        ("", "ask her", ""),
        ("1.5", "길게 쓴 글", ""),
    ]
    assert desk.grades()["kim.ipynb"]["q8_written"] == "awaiting"
    assert "1 entered" in desk.points()[1]
    assert [row["comment"] for row in desk.rows()][2:] == ["ask her", "길게 쓴 글"]


def test_points_for_a_text_that_was_handed_in_again_are_kept_and_can_be_entered(desk, stub):
    desk.fill({"kim": {"earned": "1"}})
    (desk.base / "class" / "kim.ipynb").write_text(notebook(stub, "another answer"), encoding="utf-8")
    assert "1 answer has points in the sheet" in desk.grade()
    assert [(row["answer"], row["earned"]) for row in desk.rows()][3:] == [("another answer", ""), (f"'{ANSWER}", "1")]
    assert "1 entered, 0 removed: 0 answers have points now, 4 still await them." in desk.points()[1]
    assert len(desk.rows()) == 4
    assert desk.stored() == [("q8_written", 1.0, "")]


def test_a_lost_store_is_filled_from_the_sheet(desk):
    desk.fill({"kim": {"earned": "1", "comment": "fine"}})
    desk.points()
    shutil.rmtree(desk.base / "course" / ".autograder")
    assert "1 answer has points in the sheet" in desk.grade()
    assert "1 entered" in desk.points()[1]
    assert desk.stored() == [("q8_written", 1.0, "fine")]


@pytest.mark.parametrize(
    ("encoding", "delimiter", "earned"),
    [("cp949", ",", "1.5"), ("utf-16", "\t", "1.5"), ("utf-8", ";", "1,5"), ("utf-8-sig", ",", " +1.50 ")],
)
def test_a_sheet_as_spreadsheets_save_it(desk, encoding, delimiter, earned):
    desk.fill({"kim": {"earned": earned, "comment": "잘했다; 또, 보자"}})
    write(desk.sheet, [*desk.rows(), dict.fromkeys(COLUMNS, "")], encoding, delimiter)
    code, said = desk.points()
    assert code == 0, said
    assert desk.stored() == [("q8_written", 1.5, "잘했다; 또, 보자")]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kim": {"digest": "abc"}}, "line 5: no submission to mnist_mlp has the digest 'abc'"),
        ({"kim": {"question": "q9"}}, "line 5: mnist_mlp has no written question 'q9' (q8_written)"),
        ({"kim": {"earned": "two"}}, "line 5: earned is 'two', which is not a number"),
        ({"kim": {"earned": "nan"}}, "line 5: earned is 'nan', which is not a number"),
        ({"kim": {"earned": "1_0"}}, "line 5: earned is '1_0', which is not a number"),
        ({"kim": {"earned": "-0.5"}}, "line 5: earned is -0.5, which is below 0"),
        ({"kim": {"earned": "2.5"}}, "line 5: earned is 2.5, but q8_written is worth 2"),
        ({"2반": {"earned": "1"}}, "line 3: line 2 is a row of the same answer, but with different points"),
        (
            {"1반": {"comment": "a"}, "2반": {"comment": "b"}},
            "line 3: line 2 is a row of the same answer, but with different comments",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_entered(desk, changes, says):
    desk.fill({"lee": {"earned": "2"}} | changes)
    if "2반" in changes:
        desk.fill({"1반": {"earned": "2"}})
    before = desk.grades()
    code, said = desk.points()
    assert code == 2
    assert f"written.csv, {says}" in said
    assert len(said.strip().splitlines()) == 1
    assert desk.stored() == []
    assert desk.grades() == before


def test_a_sheet_that_cannot_be_entered_stays_as_it_is(desk):
    desk.fill({"kim": {"earned": "all of it"}})
    before = desk.sheet.read_bytes()
    assert "The sheet was left unchanged because it could not be read:" in desk.grade()
    assert desk.sheet.read_bytes() == before


def test_a_line_of_a_sheet_is_also_its_row(desk):
    desk.fill({"lee": {"comment": "one\ntwo"}, "kim": {"earned": "x"}})
    assert "line 7 (row 5 in a spreadsheet): earned" in desk.points()[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "line 1: the column 'digest' must occur once, but occurs 0 times"),
        (b"digest,question,earned\n", "line 1: the column 'comment' must occur once, but occurs 0 times"),
        (b"digest,question,earned,comment,earned\n", "line 1: the column 'earned' must occur once, but occurs 2 times"),
        (b"digest,question,earned,comment\na,b,1,yes, but\n", "line 2: the row has more cells than columns"),
        (b'digest,question,earned,comment\na,b,1,"yes\n', "line 2: the text is not valid CSV"),
        (b"digest,question,earned,comment\na,b,1,\xff\xff\n", "line 2: the text is neither UTF-8, UTF-16 nor cp949"),
        (b"PK\x03\x04...", "is an Excel workbook; save it as CSV"),
    ],
)
def test_a_file_that_is_no_sheet(tmp_path, content, says):
    (tmp_path / "written.csv").write_bytes(content)
    with pytest.raises(SheetError) as caught:
        read_sheet(tmp_path / "written.csv")
    assert says in str(caught.value)


def test_a_sheet_that_is_missing_or_somewhere_else(desk, tmp_path):
    assert "nobody.csv cannot be read" in desk.points(tmp_path / "nobody.csv")[1]
    shutil.copy(desk.sheet, tmp_path / "written.csv")
    code, said = desk.points(tmp_path / "written.csv")
    assert code == 2
    assert "run `autograder grade` first, or name its output folder" in said


def verdict(answer="", **fields):
    written = [WrittenAnswer(name="q8_written", title="=Words", points=2, answer=answer, **fields)]
    return Verdict(submission="kim.ipynb", assignment="mnist_mlp", digest="d", outcome=Outcome.GRADER_ERROR, written=written)


@pytest.mark.parametrize("answer", ["가나다\n" * 3000, 'a"b,c;d\t', "'a'", "", "+1"])
def test_an_answer_comes_back_as_it_was(tmp_path, answer):
    write_reports([verdict(answer, earned=0.125, comment="=“뭐”,\n;")], tmp_path)
    (row,) = read_sheet(tmp_path / "written.csv")
    assert (row.answer, row.title, row.given) == (answer, "=Words", Points(0.125, "=“뭐”,\n;"))


@pytest.mark.parametrize(("earned", "cell"), [(1.0, "1"), (0.0, "0"), (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001")])
def test_points_come_back_exactly(tmp_path, earned, cell):
    write_reports([verdict(earned=earned)], tmp_path)
    assert f",{cell},," in (tmp_path / "written.csv").read_text(encoding="utf-8-sig")
    assert read_sheet(tmp_path / "written.csv")[0].earned == earned


def test_an_answer_that_no_cell_can_hold_is_cut(tmp_path):
    write_reports([verdict("🙂" * (LONGEST_ANSWER + 1))], tmp_path)
    (row,) = read_sheet(tmp_path / "written.csv")
    assert len(row.answer.encode("utf-16-le")) / 2 < 32_767
    assert row.answer.endswith("the rest is on the submission's page)")


def test_no_written_answers_make_no_sheet(tmp_path):
    write_reports([verdict().model_copy(update={"written": []})], tmp_path)
    assert not (tmp_path / "written.csv").exists()


def test_a_submission_that_nobody_could_grade_has_its_answers(course, assignment, stub):
    grader = Grader(course, assignment)
    assert grader.written(SubmittedFile("kim.ipynb", notebook(stub, ANSWER).encode()))[0].answer == ANSWER
    assert grader.written(SubmittedFile("kim.ipynb", b"{"))[0].answer == ""


def test_the_gradebook_has_the_points(course, assignment, tmp_path):
    grader = Grader(course, assignment)
    with Store(Path(tmp_path / "store.sqlite")) as store:
        store.record(grader.version, verdict("text"))
        store.give("mnist_mlp", {("d", "q8_written"): Points(1.5, "fine")})
        book = Gradebook([Entry("lee.ipynb", "d")], grader, store)
        ((_, found),) = book.verdicts()
    assert (found.submission, found.written[0].earned, found.written[0].comment) == ("lee.ipynb", 1.5, "fine")
