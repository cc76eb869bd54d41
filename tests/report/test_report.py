"""The reports: complete files, and pages that show everything and run nothing."""

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.model.verdict import CellError, CheckVerdict, Outcome, Picture, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.files import ReportError, ReportFolder, read_verdicts, write_reports
from autograder.report.page import page
from autograder.report.pictures import draw
from autograder.report.table import results_table

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def verdict(submission: str = "kim.ipynb", **fields: Any) -> Verdict:
    return Verdict.model_validate(
        {"submission": submission, "assignment": "mnist_mlp", "digest": "0123456789abcdef" * 4, "outcome": "graded"} | fields
    )


def question(name: str = "q1", *checks: CheckVerdict) -> QuestionVerdict:
    return QuestionVerdict(name=name, title=f"Title of {name}", checks=list(checks))


def passed(points: float = 1, **fields: Any) -> CheckVerdict:
    return CheckVerdict.model_validate({"name": "a check that passed", "points": points, "passed": True} | fields)


def failed(points: float = 1, **fields: Any) -> CheckVerdict:
    return CheckVerdict.model_validate({"name": "a check that failed", "points": points, "passed": False} | fields)


def written(**fields: Any) -> WrittenAnswer:
    return WrittenAnswer.model_validate(
        {"name": "q8_written", "title": "In your words", "points": 4, "answer": "넓을수록"} | fields
    )


def histogram(**data: Any) -> Picture:
    data = {"values": np.linspace(-0.08, 0.08, 500).tolist(), "bound": 0.0824} | data
    return Picture(kind="histogram", title="First layer", data=data)


def confusion(**data: Any) -> Picture:
    matrix = (np.eye(10, dtype=int) * 90 + np.eye(10, k=2, dtype=int)).tolist()
    matrix[9][4] = 17
    return Picture(kind="confusion", title="Predictions", data={"matrix": matrix} | data)


def comparison(**data: Any) -> Picture:
    data = {"names": ["100–100", "40–30"], "train_cost": [0.25, 0.43], "test_accuracy": [0.92, 0.877]} | data
    return Picture(kind="comparison", title="Sizes", data=data)


def rich_verdict() -> Verdict:
    return verdict(
        "2024123456_홍길동.ipynb",
        behaves_as_if="the learning rate were ignored",
        questions=[
            question("q1", passed(1, pictures=[confusion()]), passed(0.5)),
            question(
                "q2", passed(2), failed(1, message="line one\n  line two", hint="read `nn.Linear`", pictures=[histogram()])
            ),
            question("q3", failed(3, message="too wide", pictures=[comparison()])),
        ],
        written=[written(), written(name="q3_written", earned=3, answer="because", comment="Why?\nSee `q1`.")],
        cell_errors=[
            CellError(cell="the cell with `acc_test`, Question 3", message="NameError: name 'acc_test' is not defined")
        ],
        notes=["the download was skipped"],
        seconds={"executing": 1.25},
        versions={"torch": "2.13.0"},
        seed="a3f19c",
    )


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path, ending: str) -> list[str]:
    return sorted(file.name for file in folder.glob(f"*{ending}"))


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


EVERYTHING = [
    "mnist_mlp",
    "2024123456_홍길동.ipynb",
    "graded",
    "6.5 / 11.5 points",
    "+ 4 points not graded yet",
    "Your submission behaves as if the learning rate were ignored.",
    "Title of q1",
    "Title of q2",
    "Title of q3",
    "a check that passed",
    "a check that failed",
    "line one",
    "  line two",
    "Hint: read nn.Linear",
    "too wide",
    "First layer",
    "Predictions",
    "Sizes",
    "넓을수록",
    "not graded yet / 4",
    "because",
    "3 / 4",
    "Comment: Why?\nSee q1.",
    "The cell with acc_test, Question 3",
    "NameError: name 'acc_test' is not defined",
    "the download was skipped",
    "executing",
    "1.25",
    "torch",
    "2.13.0",
    "a3f19c",
    "0123456789abcdef",
]


class TestFiles:
    def test_each_submission_has_a_page_and_a_json(self, tmp_path: Path) -> None:
        write_reports([verdict("kim.ipynb"), verdict("lee.ipynb")], tmp_path / "new" / "folder")
        assert sorted(file.name for file in (tmp_path / "new" / "folder").iterdir()) == [
            "grades.csv",
            "kim.html",
            "kim.json",
            "lee.html",
            "lee.json",
        ]

    def test_written_answers_have_a_sheet(self, tmp_path: Path) -> None:
        write_reports([rich_verdict()], tmp_path)
        assert names(tmp_path, ".csv") == ["grades.csv", "written.csv"]

    def test_colliding_names_get_their_digests_and_then_numbers(self, tmp_path: Path) -> None:
        one, other = verdict("kim.ipynb", digest="a" * 64), verdict("Kim.ipynb", digest="b" * 64)
        write_reports([one, other, other, verdict("lee.ipynb")], tmp_path)
        assert names(tmp_path, ".json") == ["Kim-bbbbbbbb-2.json", "Kim-bbbbbbbb.json", "kim-aaaaaaaa.json", "lee.json"]

    def test_a_suffixed_name_does_not_take_a_name_that_is_there(self, tmp_path: Path) -> None:
        same = verdict("kim.ipynb", digest="a" * 64)
        write_reports([same, same, verdict("kim-aaaaaaaa.ipynb")], tmp_path)
        assert len(names(tmp_path, ".json")) == 3

    def test_names_do_not_depend_on_the_order(self, tmp_path: Path) -> None:
        one, other = verdict("kim.ipynb", digest="a" * 64), verdict("kim.ipynb", digest="b" * 64)
        write_reports([one, other], tmp_path / "1")
        write_reports([other, one], tmp_path / "2")
        assert names(tmp_path / "1", ".json") == names(tmp_path / "2", ".json")

    def test_korean_names_stay_and_are_composed(self, tmp_path: Path) -> None:
        decomposed = "\u1112\u1169\u11bc.ipynb"  # 홍, decomposed as on macOS
        write_reports([verdict("2024_홍길동 (1).ipynb"), verdict(decomposed)], tmp_path)
        assert names(tmp_path, ".json") == ["2024_홍길동 (1).json", "홍.json"]

    @pytest.mark.parametrize(
        ("submission", "stem"),
        [
            ("../../etc/passwd.ipynb", "passwd"),
            ("C:\\work\\kim.ipynb", "kim"),
            ("a:b*c?.ipynb", "a_b_c_"),
            ("CON.ipynb", "_CON"),
            ("...", "submission"),
            ("", "submission"),
            (".ipynb", "ipynb"),
            ("가" * 200 + ".ipynb", "가" * 50),
        ],
    )
    def test_names_are_safe(self, submission: str, stem: str, tmp_path: Path) -> None:
        write_reports([verdict(submission)], tmp_path / "in")
        assert names(tmp_path / "in", ".json") == [f"{stem}.json"]

    def test_a_second_run_replaces_the_files_and_leaves_no_partial_one(self, tmp_path: Path) -> None:
        write_reports([verdict()], tmp_path)
        write_reports([verdict(outcome="crashed")], tmp_path)
        assert len(list(tmp_path.iterdir())) == 3
        assert read_verdicts(tmp_path)[0].outcome is Outcome.CRASHED

    def test_a_folder_that_is_a_file_is_one_clear_error(self, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_text("mine")
        for folder in (file, file / "below"):
            with pytest.raises(ReportError, match=re.escape(str(folder))):
                write_reports([verdict()], folder)
        assert file.read_text() == "mine"

    def test_a_file_that_cannot_be_replaced_is_one_clear_error(self, tmp_path: Path) -> None:
        (tmp_path / "grades.csv").mkdir()
        with pytest.raises(ReportError, match=r"grades\.csv"):
            write_reports([verdict()], tmp_path)
        assert not names(tmp_path, ".partial")

    @pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="a folder that nobody can write into")
    def test_a_folder_that_cannot_be_written_is_told_at_once(self) -> None:
        with pytest.raises(ReportError, match="The folder /proc/self/fdinfo is not writable"):
            ReportFolder(Path("/proc/self/fdinfo"), [])

    def test_trying_leaves_nothing_behind(self, tmp_path: Path) -> None:
        ReportFolder(tmp_path, [])
        assert list(tmp_path.iterdir()) == []

    def test_no_verdicts_make_an_empty_gradebook(self, tmp_path: Path) -> None:
        write_reports([], tmp_path)
        assert rows(tmp_path) == []


class TestJson:
    def test_a_verdict_comes_back(self, tmp_path: Path) -> None:
        verdicts = [verdict("b.ipynb"), rich_verdict()]
        write_reports(verdicts, tmp_path)
        assert read_verdicts(tmp_path) == [verdicts[1], verdicts[0]]
        assert read_verdicts(tmp_path / "b.json") == [verdicts[0]]

    def test_it_says_what_the_verdict_adds_up_to(self, tmp_path: Path) -> None:
        write_reports([rich_verdict()], tmp_path)
        text = next(tmp_path.glob("*.json")).read_text(encoding="utf-8")
        assert "홍길동" in text
        stored = json.loads(text)
        assert (stored["earned"], stored["points"], stored["awaiting"]) == (3.5, 7.5, 4)

    def test_it_is_json_even_with_nan_and_half_a_character(self, tmp_path: Path) -> None:
        odd = Picture(kind="histogram", title="odd", data={"values": [float("nan"), float("inf")], "names": ["\ud800"]})
        checks = [passed(pictures=[odd], measured={"T": float("nan")})]
        write_reports([verdict(questions=[question("q1", *checks)])], tmp_path)
        data = json.loads((tmp_path / "kim.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
        assert data["questions"][0]["checks"][0]["pictures"][0]["data"]["values"] == [None, None]
        assert len(read_verdicts(tmp_path)) == 1

    def test_what_is_no_verdict_is_one_clear_error(self, tmp_path: Path) -> None:
        with pytest.raises(ReportError, match="contains no verdicts"):
            read_verdicts(tmp_path)
        with pytest.raises(ReportError, match=r"missing\.json"):
            read_verdicts(tmp_path / "missing.json")
        for content in ("{", "[]", '{"submission": "kim"}', "\ufeff"):
            (tmp_path / "other.json").write_text(content, encoding="utf-8")
            with pytest.raises(ReportError, match=r"other\.json is not a verdict") as caught:
                read_verdicts(tmp_path)
            assert "\n" not in str(caught.value)


class TestGrades:
    def test_the_columns(self, tmp_path: Path) -> None:
        write_reports([rich_verdict(), verdict("lee.ipynb", outcome="unreadable", explanation="It is no notebook.")], tmp_path)
        first, second = rows(tmp_path)
        assert list(first) == [
            "submission",
            "outcome",
            "q1",
            "q2",
            "q3",
            "q8_written",
            "q3_written",
            "points",
            "possible",
            "awaiting",
            "explanation",
            "report",
        ]
        assert list(first.values()) == [
            "2024123456_홍길동.ipynb",
            "graded",
            "1.5",
            "2",
            "0",
            "awaiting",
            "3",
            "6.5",
            "11.5",
            "4",
            "",
            "2024123456_홍길동.html",
        ]
        assert list(second.values())[:6] == ["lee.ipynb", "unreadable", "", "", "", ""]
        assert list(second.values())[6:] == ["", "0", "0", "0", "It is no notebook.", "lee.html"]

    def test_excel_sees_utf_8(self, tmp_path: Path) -> None:
        write_reports([verdict()], tmp_path)
        assert (tmp_path / "grades.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_a_grader_error_has_no_points(self, tmp_path: Path) -> None:
        write_reports(
            [verdict(outcome="grader error", questions=[question("q1", passed())], written=[written(earned=2)])], tmp_path
        )
        (row,) = rows(tmp_path)
        assert (row["points"], row["q1"]) == ("", "")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\x00="])
    def test_formulas_are_defused(self, start: str, tmp_path: Path) -> None:
        formula = f'{start}HYPERLINK("http://evil")'
        write_reports([verdict(formula, explanation=formula, questions=[question(formula, passed())])], tmp_path)
        (row,) = rows(tmp_path)
        assert row["submission"].startswith("'")
        assert row["explanation"].startswith("'")
        assert list(row)[2].startswith("'")

    def test_sums_are_rounded(self, tmp_path: Path) -> None:
        write_reports([verdict(questions=[question("q1", passed(0.1), passed(0.2))])], tmp_path)
        assert rows(tmp_path)[0]["points"] == "0.3"


class TestPage:
    def test_it_contains_everything(self) -> None:
        text = text_of(page(rich_verdict()))
        for expected in EVERYTHING:
            assert expected in text

    def test_it_says_what_was_graded_where_to_start_and_what_next(self) -> None:
        waits = failed(message="Because of Question 3.", waits=True)
        graded = verdict(
            title="An MLP",
            course="Deep networks",
            graded_at="2026-11-29 13:05",
            questions=[question("q1", passed()), question("q2", waits), question("q3", failed(message="It is 3."))],
        )
        text = " ".join(text_of(page(graded)).split())
        assert "An MLP Deep networks · kim.ipynb · graded 2026-11-29 13:05 UTC" in text
        assert "Start here: Question 3. Title of q3" in text, "what waits is not where to start"
        assert "hand in the file again while your course accepts it." in text and "tell your instructor the question" in text
        due = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
        text = " ".join(text_of(page(graded.with_advice(due, "the forum"))).split())
        assert "hand in the file again until 2026-12-01 23:59+00:00." in text and "tell the forum the question" in text
        assert "Start here" not in text_of(page(verdict(questions=[question("q1", passed())])))

    def test_it_stands_alone(self) -> None:
        html = page(rich_verdict())
        assert not re.search(r"<script|<link|<iframe|@import|url\((?!#)|\bsrc=|(?<!xlink:)href=\"(?!#)", html)
        assert html.count("<svg") == html.count('aria-label="Histogram') + html.count('aria-label="Confusion') + 2 == 4

    def test_no_id_stands_twice_and_none_is_missing(self) -> None:
        """A clip path shared with a picture in a closed `details` does not clip."""
        html = page(
            verdict(questions=[question("q1", failed(pictures=[comparison(), comparison()]), passed(pictures=[comparison()]))])
        )
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', html)) <= {(i, "") for i in ids} | {("", i) for i in ids}

    def test_what_comes_from_a_student_stays_text(self) -> None:
        hostile = verdict(
            HOSTILE,
            assignment=HOSTILE,
            digest=HOSTILE,
            outcome="crashed",
            explanation=HOSTILE + f"`{HOSTILE}`",
            behaves_as_if=HOSTILE,
            questions=[
                QuestionVerdict(
                    name=HOSTILE,
                    title=HOSTILE,
                    checks=[
                        failed(name=HOSTILE, message=f"{HOSTILE}\n  {HOSTILE}", hint=HOSTILE),
                        passed(name=HOSTILE, pictures=[comparison(names=[HOSTILE, "</svg><script>"])]),
                    ],
                )
            ],
            written=[written(name=HOSTILE, title=HOSTILE, answer=HOSTILE, comment=HOSTILE)],
            cell_errors=[CellError(cell=HOSTILE, message=HOSTILE)],
            notes=[HOSTILE],
            seconds={HOSTILE: 1.0},
            versions={HOSTILE: HOSTILE},
            seed=HOSTILE,
        )
        html = page(hostile)
        assert "<script" not in html
        assert "<img" not in html
        assert text_of(html).count(HOSTILE) > 10

    def test_terminal_colors_are_dropped(self) -> None:
        html = page(verdict(questions=[question("q1", failed(message="\x1b[31mred\x1b[0m\x07"))]))
        assert ">red<" in html

    def test_another_outcome_is_explained(self) -> None:
        text = text_of(
            page(verdict(outcome="timed out", explanation="It ran for 60 seconds.", questions=[question("q1", passed())]))
        )
        assert "timed out" in text
        assert "It ran for 60 seconds." in text
        assert "1 / 1 points" in text

    def test_a_grader_error_shows_no_points_and_blames_nobody(self) -> None:
        text = text_of(
            page(
                verdict(outcome="grader error", explanation="A person looks.", questions=[question("q1", failed(message="no"))])
            )
        )
        assert "No grade yet" in text
        assert "A person looks." in text
        assert "a check that failed" not in text

    def test_points_of_zero_and_nothing_at_all_are_fine(self) -> None:
        page(
            verdict(
                questions=[question("q1", failed(0), passed(0)), question("q2")],
                written=[written(points=0, earned=0, answer=" ")],
            )
        )
        page(verdict(outcome="unreadable"))

    def test_threads_write_the_same_page(self) -> None:
        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(page, [rich_verdict()] * 12))) == 1


def long(text: str) -> Verdict:
    """A verdict with `text` in every field that a student controls."""
    asked = {"probe": text, "arguments": {text: [text]}, "answer": [text] * 8}
    picture = [comparison(names=[text] * 2)]
    check = failed(name=text, message=text, hint=text, evidence=[asked])
    return verdict(
        text,
        explanation=text,
        outcome="crashed",
        questions=[
            question("q1", check.model_copy(update={"pictures": picture})),
            *(question(f"q{i}", check) for i in range(9)),
        ],
        written=[written(answer=text, remark=text, earned=1)] * 2,
        cell_errors=[{"cell": text, "message": text}] * 10_000,
        notes=[text] * 1_000,
    )


class TestSizes:
    """No text of a student makes reports too large."""

    @pytest.mark.parametrize("letter", ["x", '"', "a\n", " a  b\n", "🙂"])
    def test_any_text_is_cut(self, letter: str, tmp_path: Path) -> None:
        write_reports([long(letter * (2_000_000 // len(letter)))], tmp_path)
        (html,) = tmp_path.glob("*.html")
        assert html.stat().st_size <= 2_000_000
        assert next(tmp_path.glob("*.json")).stat().st_size <= 10_000_000
        for file in ("grades.csv", "written.csv"):
            for row in csv.reader(io.StringIO((tmp_path / file).read_text(encoding="utf-8-sig"), newline="")):
                assert all(len(cell.encode("utf-16-le")) / 2 < 32_767 for cell in row)

    def test_what_is_filled_in_later_is_cut_too(self) -> None:
        one = long("short")
        one.explanation = one.questions[0].checks[0].message = "x" * 1_000_000
        one.notes = ["x" * 1_000_000]
        assert len(one.to_json()) < 1_000_000
        assert "1,000,000 characters in all" in one.explanation

    def test_many_and_deep_evidence_is_cut(self) -> None:
        deep: Any = "x"
        for _ in range(15):
            deep = {f"{'k' * 400}{i}": deep for i in range(2)}
        (check,) = (
            verdict(questions=[question("q1", failed(evidence=[{"probe": "p", "arguments": deep, "answer": deep}]))])
            .questions[0]
            .checks
        )
        assert len(check.model_dump_json()) < 10_000

    def test_what_is_short_stays_as_it_is(self) -> None:
        evidence = {"probe": "p", "arguments": {"seed": 1}, "answer": {"w": [1.0, None, "a" * 500]}}
        (check,) = verdict(questions=[question("q1", failed(message="m" * 4_000, evidence=[evidence]))]).questions[0].checks
        assert check.message == "m" * 4_000
        assert check.evidence[0].model_dump() == evidence

    def test_a_cut_text_stays_the_same_when_it_is_read_again(self, tmp_path: Path) -> None:
        before = long("a🙂" * 100_000)
        assert Verdict.from_json(before.to_json()) == before


class TestPictures:
    @pytest.mark.parametrize(
        ("picture", "says"),
        [
            (histogram(), "500 weights from -0.08 to 0.08"),
            (histogram(values=[0.0] * 100), "none lie outside"),
            (histogram(values=[0.0, 1e12]), "50.0% lie outside"),
            (confusion(), "a 9 is classified as a 4, 17 times"),
            (confusion(matrix=np.eye(10).tolist()), "10 of 10 images are classified correctly."),
            (confusion(matrix=np.zeros((10, 10)).tolist()), "0 of 0 images"),
            (comparison(), "Highest test accuracy: 100–100"),
            (comparison(names=["$\\bad{", "홍길동"], train_cost=[0, 0], test_accuracy=[0, 0]), "Lowest train cost"),
            (comparison(names=["one"], train_cost=[-1.5], test_accuracy=[1]), "Lowest train cost: one"),
        ],
    )
    @pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
    def test_it_is_drawn_and_described(self, picture: Picture, says: str) -> None:
        drawing = draw(picture)
        assert says in drawing.description
        assert drawing.panels
        for svg in drawing.panels:
            assert svg.startswith('<svg role="img" aria-label="')
            assert "NaN" not in svg and "nan" not in svg.lower().split("<style")[0]
            assert "#0102" not in svg  # every placeholder became a variable of the page

    @pytest.mark.parametrize(
        "picture",
        [
            histogram(values=[0.1, float("nan")]),
            histogram(values=[0.1, None]),
            histogram(values=[]),
            histogram(values="weights"),
            histogram(values=[[0.1], [0.1, 0.2]]),
            histogram(values=[1e300, -1e300]),
            histogram(values=[10**400]),
            histogram(bound=0),
            histogram(bound=float("inf")),
            histogram(bound=None),
            histogram(bound=[1.0]),
            confusion(matrix=[[1, 2], [3, 4]]),
            confusion(matrix=np.full((10, 10), np.nan).tolist()),
            confusion(matrix=np.full((10, 10), -1).tolist()),
            confusion(matrix=None),
            comparison(train_cost=[0.1, float("nan")]),
            comparison(test_accuracy=[0.1]),
            comparison(test_accuracy=[92, 87]),
            comparison(names=[]),
            comparison(names=7),
            comparison(names=["x"] * 1000, train_cost=[0.0] * 1000, test_accuracy=[0.0] * 1000),
            Picture(kind="comparison", title="empty", data={}),
        ],
        ids=lambda picture: str(picture.data)[:40],
    )
    def test_data_that_do_not_fit_are_said_to(self, picture: Picture) -> None:
        assert not draw(picture).panels
        text = text_of(page(verdict(questions=[question("q1", failed(message="why", pictures=[picture]))])))
        assert "The picture cannot be drawn: " in text
        assert "why" in text


class TestTable:
    def render(self, verdicts: list[Verdict], width: int = 80) -> str:
        console = Console(width=width, record=True, file=io.StringIO())
        console.print(results_table(verdicts))
        return console.export_text()

    def test_eight_questions_and_an_answer_fit_in_80_columns(self) -> None:
        questions = [question(f"q{i}", passed(2.5), failed(1.5)) for i in range(1, 9)]
        outcomes = [
            verdict(f"2024_{o.value}_홍길동_with_a_rather_long_name.ipynb", outcome=o, questions=questions, written=[written()])
            for o in Outcome
        ]
        text = self.render(outcomes)
        assert all(cell_len(line) <= 80 for line in text.splitlines())
        assert text.count("2.5") == 8 * (len(Outcome) - 1)
        assert text.count("wait") == len(Outcome)
        assert "of 36" in text

    def test_the_caption_counts_outcomes(self) -> None:
        text = " ".join(self.render([verdict(), verdict(), verdict(outcome="grader error")]).split())
        assert "3 submissions: 2 graded, 1 grader error" in text

    def test_no_submissions(self) -> None:
        assert "0 submissions" in self.render([])

    def test_names_are_text_and_steer_no_terminal(self) -> None:
        text = self.render([verdict("[red]a[/red]\x1b[2J\n.ipynb")])
        assert "[red]a[/red]" in text
        assert "\x1b" not in text

    def test_a_grader_error_has_no_points(self) -> None:
        text = self.render([verdict(outcome="grader error", questions=[question("q1", passed(77))])])
        assert "77" not in text


def test_a_fault_of_ours_shows_the_student_no_traceback_and_no_path():
    traceback = (
        'Traceback (most recent call last):\n  File "/srv/course/tests/assignments/mnist_mlp/q2.py", line 7, in judge\nKeyError'
    )
    found = verdict(outcome=Outcome.GRADER_ERROR, explanation="A person will look at it.", notes=[traceback])
    html = unescape(page(found))
    assert "A person will look at it." in html
    assert "Traceback" not in html
    assert "/srv/course" not in html
    assert traceback in json.loads(found.to_json())["notes"]


def test_notes_of_another_outcome_are_shown():
    assert "q8, Sizes: shown after the due date." in page(verdict(notes=["q8, Sizes: shown after the due date."]))
