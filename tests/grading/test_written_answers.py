"""Written answers are found after any change by a student, Colab or Jupyter, and handed-out text does not count as an answer."""

import base64
import io
import json
import zlib

import nbformat
import numpy as np
import pytest
from helpers.repository import copy_course
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from PIL import Image

from autograder.authoring import handout
from autograder.grading.grader import Grader
from autograder.grading.written_answers import ELSEWHERE, MISSING, find_answers
from autograder.model.course_file import load_course
from autograder.model.submission import NotebookCell, SubmittedFile
from autograder.model.verdict import Outcome, Verdict
from autograder.report.page import page
from autograder.report.written_csv import rows_of

ANSWER = "Wider networks fit more, but they do not read new digits better."
PROMPTS = {"en": "_Write your answer here._", "ko": "_여기에 답을 쓰세요._"}


@pytest.fixture(scope="module")
def grader(course, assignment):
    return Grader(course, assignment)


@pytest.fixture(scope="module")
def handed_out(course, assignment):
    return {language: nbformat.writes(handout.stub(course, assignment, language)) for language in PROMPTS}


@pytest.fixture(params=PROMPTS)
def notebook(request, handed_out):
    """A copy of the handed-out notebook, in each language."""
    return nbformat.reads(handed_out[request.param], 4)


@pytest.fixture
def english(handed_out):
    return nbformat.reads(handed_out["en"], 4)


def place(notebook):
    return next(i for i, cell in enumerate(notebook.cells) if cell.metadata.get("name") == "q8_written")


def written(grader, notebook):
    content = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    (answer,) = grader.written(SubmittedFile("kim.ipynb", content))
    return answer


def without_metadata(notebook, ids=True):
    """The notebook after Colab has saved it."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata = nbformat.from_dict({"id": f"aB{number}"})
        if ids:
            cell.pop("id", None)
    notebook.nbformat_minor = 0
    return notebook


# --- the place of the answer


def in_its_cell(notebook, at):
    notebook.cells[at].source = ANSWER


def below_the_prompt(notebook, at):
    notebook.cells[at].source += f"\n\n{ANSWER}"


def above_the_prompt(notebook, at):
    notebook.cells[at].source = f"{ANSWER}\n\n{notebook.cells[at].source}"


def around_the_prompt_on_its_line(notebook, at):
    notebook.cells[at].source += f" {ANSWER}"


def in_a_cell_above(notebook, at):
    notebook.cells.insert(at, new_markdown_cell(ANSWER))


def above_the_question(notebook, at):
    notebook.cells.insert(at - 1, new_markdown_cell(ANSWER))


def in_a_cell_below(notebook, at):
    notebook.cells.insert(at + 1, new_markdown_cell(ANSWER))


def under_an_own_heading(notebook, at):
    notebook.cells.insert(at + 1, new_markdown_cell(f"## {ANSWER}"))


def after_code(notebook, at):
    notebook.cells[at + 1 : at + 1] = [new_code_cell("print(results)"), new_markdown_cell(ANSWER)]


def after_many_cells(notebook, at):
    more = [new_code_cell("x = 1"), new_markdown_cell("# A heading"), new_code_cell("grader.check('q8')"), new_raw_cell(ANSWER)]
    notebook.cells[at + 1 : at + 1] = more


def under_the_text_of_the_question(notebook, at):
    notebook.cells[at - 1].source += f"\n\n{ANSWER}"


def in_place_of_the_text_of_the_question(notebook, at):
    notebook.cells[at - 1].source = ANSWER


def cell_became_code(notebook, at):
    notebook.cells[at] = new_code_cell(ANSWER, metadata=notebook.cells[at].metadata, id=notebook.cells[at].id)


def cell_became_code_and_lost_all(notebook, at):
    notebook.cells[at] = new_code_cell(ANSWER)


def cell_became_a_comment(notebook, at):
    notebook.cells[at] = new_code_cell(f"# {ANSWER}")


def cell_became_a_string(notebook, at):
    notebook.cells[at] = new_code_cell(f'"""{ANSWER}"""')


def cell_prints_it(notebook, at):
    notebook.cells[at] = new_code_cell(f'print("{ANSWER}")')


def cell_became_code_with_a_magic_for_text(notebook, at):
    notebook.cells[at] = new_code_cell(f"%%markdown\n{ANSWER}")


def all_text_became_code_on_databricks(notebook, at):
    notebook.cells[at].source = ANSWER
    notebook.cells = [new_code_cell(f"%md\n{cell.source}") if cell.cell_type == "markdown" else cell for cell in notebook.cells]


def cell_became_raw(notebook, at):
    notebook.cells[at] = new_raw_cell(ANSWER, metadata=notebook.cells[at].metadata, id=notebook.cells[at].id)


def cell_was_replaced(notebook, at):
    notebook.cells[at] = new_markdown_cell(ANSWER)


def cell_was_moved_to_the_end(notebook, at):
    cell = notebook.cells.pop(at)
    cell.source = ANSWER
    notebook.cells.append(cell)


def cell_was_copied(notebook, at):
    copied = nbformat.from_dict(notebook.cells[at])
    copied.source, copied.id = ANSWER, "copied"
    notebook.cells.insert(at + 1, copied)


def merged_with_the_question(notebook, at):
    notebook.cells[at - 1].source += "\n\n" + ANSWER
    del notebook.cells[at]


def merged_with_what_follows(notebook, at):
    notebook.cells[at].source = f"{ANSWER}\n\n{notebook.cells[at + 1].source}"
    del notebook.cells[at + 1]


def in_front_of_what_follows(notebook, at):
    notebook.cells[at + 1].source = f"{ANSWER}\n\n{notebook.cells[at + 1].source}"


def rest_was_deleted(notebook, at):
    notebook.cells[at].source = ANSWER
    del notebook.cells[at + 1 :]


def everything_else_was_deleted(notebook, at):
    notebook.cells[at].source = ANSWER
    del notebook.cells[at + 1 :]
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"] + notebook.cells[at : at + 1]


WAYS = [value for name, value in list(globals().items()) if callable(value) and hasattr(value, "__code__")
        and value.__code__.co_varnames[:2] == ("notebook", "at")]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_answer_is_found(grader, notebook, way):
    way(notebook, place(notebook))
    answer = written(grader, notebook)
    assert ANSWER in answer.answer
    assert not any(prompt in answer.answer for prompt in PROMPTS.values())
    assert "Initialization sets" not in answer.answer and "초기화는 첫걸음" not in answer.answer
    assert answer.remark == ""


@pytest.mark.parametrize("way", [way for way in WAYS if way is not cell_was_moved_to_the_end], ids=lambda way: way.__name__)
def test_an_answer_is_found_after_colab_has_saved_the_notebook(grader, notebook, way):
    way(notebook, place(notebook))
    assert ANSWER in written(grader, without_metadata(notebook)).answer


def test_only_what_the_student_wrote_is_the_answer(grader, notebook):
    below_the_prompt(notebook, place(notebook))
    assert written(grader, notebook).answer == ANSWER


def test_parts_in_several_cells_come_in_their_order(grader, notebook):
    at = place(notebook)
    notebook.cells[at].source = "One."
    notebook.cells[at + 1 : at + 1] = [new_markdown_cell("## Two"), new_code_cell("x = 1"), new_markdown_cell("Three.")]
    notebook.cells.insert(at - 1, new_markdown_cell("Zero."))
    assert written(grader, notebook).answer == "Zero.\n\nOne.\n\n## Two\n\nThree."


@pytest.mark.parametrize("saved_by_colab", [False, True])
def test_what_was_handed_out_is_no_answer(grader, notebook, saved_by_colab):
    answer = written(grader, without_metadata(notebook) if saved_by_colab else notebook)
    assert (answer.answer, answer.pictures, answer.remark) == ("", [], "")


@pytest.mark.parametrize("kind", ["copied", "emptied", "spaces", "became code", "code beside it", "spaces around it"])
def test_nor_is_what_says_nothing(grader, notebook, kind):
    at = place(notebook)
    cell = notebook.cells[at]
    if kind == "copied":
        notebook.cells.insert(at + 1, nbformat.from_dict(cell) | {"id": "copied"})
    elif kind == "became code":
        notebook.cells[at] = new_code_cell(cell.source, metadata=cell.metadata)
    elif kind == "code beside it":
        notebook.cells.insert(at, new_code_cell("%matplotlib inline\nresults.plot()"))
        notebook.cells.insert(at, new_code_cell("!ls"))
    else:
        cell.source = {"emptied": "", "spaces": " \n\n", "spaces around it": f"\n {cell.source} \n"}[kind]
    answer = written(grader, notebook)
    assert (answer.answer, answer.remark) == ("", "")


def test_a_missing_cell_is_said(grader, notebook, tmp_path):
    del notebook.cells[place(notebook)]
    answer = written(grader, notebook)
    assert (answer.answer, answer.remark) == ("", MISSING)
    verdict = Verdict(submission="kim.ipynb", assignment="a", digest="d", outcome=Outcome.GRADED, written=[answer])
    assert MISSING in page(verdict)
    assert MISSING in rows_of(verdict)[0].answer


def test_an_unreadable_notebook_is_said_to_lack_nothing(grader):
    assert written(grader, b"{").remark == ""


def test_a_student_s_code_stays_out_and_their_text_elsewhere_too(grader, notebook):
    notebook.cells.insert(3, new_markdown_cell("My own notes on the data."))
    in_its_cell(notebook, place(notebook))
    assert written(grader, notebook).answer == ANSWER


def at_the_end(notebook, at):
    notebook.cells += [new_code_cell("x = 1"), new_markdown_cell("## Question 8"), new_markdown_cell(ANSWER)]


def at_the_beginning(notebook, at):
    notebook.cells.insert(0, new_markdown_cell(f"Kim\n\n{ANSWER}"))


def below_the_last_words(notebook, at):
    words = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    words[-1].source += f"\n\n{ANSWER}"


def in_another_question(notebook, at):
    notebook.cells.insert(20, new_raw_cell(ANSWER))


def at_the_end_instead_of_its_cell(notebook, at):
    del notebook.cells[at]
    notebook.cells.append(new_markdown_cell(ANSWER))


@pytest.mark.parametrize("saved_by_colab", [False, True])
@pytest.mark.parametrize(
    "way", [at_the_end, at_the_beginning, below_the_last_words, in_another_question, at_the_end_instead_of_its_cell]
)
def test_an_answer_far_from_its_question_is_shown_and_said_to_be(grader, notebook, way, saved_by_colab):
    way(notebook, place(notebook))
    answer = written(grader, without_metadata(notebook) if saved_by_colab else notebook)
    assert ANSWER in answer.answer and answer.remark == ELSEWHERE
    assert not any(text in answer.answer for text in (*PROMPTS.values(), "Initialization sets", "초기화는 첫걸음"))


def test_each_question_without_an_answer_has_what_stands_elsewhere():
    found = find_answers(
        cells(">setup()", "What is a?", "One.", "What is b?", ("_Here._", "b"), "## End", ">x", "Two."), [TWO], ["a", "b"]
    )
    assert {name: (answer.text, answer.remark) for name, answer in found.items()} == {
        "a": ("One.", ""),
        "b": ("Two.", ELSEWHERE),
    }


def test_a_hand_out_with_other_cells_is_aligned_all_the_same(grader, notebook):
    """Students have last week's notebook, in which a cell was missing and every id was different."""
    del notebook.cells[10:13]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03d}"
        cell.source = cell.source.replace("three or four sentences", "some sentences")
    notebook.cells[place(notebook)].source = ANSWER
    assert written(grader, notebook).answer == ANSWER


def test_a_cell_with_another_cell_s_id_is_no_cell_of_the_hand_out(grader, notebook):
    at = place(notebook)
    notebook.cells.insert(at + 1, new_markdown_cell(ANSWER, id="cell-010"))
    assert written(grader, notebook).answer == ANSWER


def cells(*texts):
    return [
        NotebookCell("code", text[1:]) if text.startswith(">") else NotebookCell("markdown", text, *name)
        for text, *name in (text if isinstance(text, tuple) else (text,) for text in texts)
    ]


TWO = cells(">setup()", "What is a?", ("_Here._", "a"), "What is b?", ("_Here._", "b"), "## End")


def test_two_questions_in_a_row_are_told_apart():
    found = find_answers(cells(">setup()", "What is a?", "One.", "## More", "What is b?", "Two.", "## End"), [TWO], ["a", "b"])
    assert {name: answer.text for name, answer in found.items()} == {"a": "One.\n\n## More", "b": "Two."}


def test_two_untouched_prompts_are_no_answers():
    found = find_answers(cells(">setup()", "What is a?", "_Here._", "What is b?", "_Here._", "## End"), [TWO], ["a", "b"])
    assert {name: answer.text for name, answer in found.items()} == {"a": "", "b": ""}


def test_of_many_cells_no_more_is_read_than_somebody_reads(grader, english):
    english.cells[place(english) + 1 : place(english) + 1] = [new_markdown_cell("and so on " * 30)] * 20_000
    assert 90_000 < len(written(grader, english).answer) <= 100_000


@pytest.mark.parametrize("letters", ["x", "![", "![](data:image/png;base64,", "<img src=", "\n", "`x` "])
def test_ten_megabytes_are_cut(grader, english, letters):
    english.cells[place(english)].source = "So" + letters * (10_000_000 // len(letters)) + "."
    answer = written(grader, english)
    assert answer.answer.startswith("So") and len(answer.answer) <= 100_000 and len(answer.remark) <= 4_000
    html, cell = shown(answer)
    assert len(html.encode()) <= 2_000_000 and len(cell) < 17_000


# --- without the hand-out: only names identify answers


def by_name(*texts):
    return {name: answer.text for name, answer in find_answers(cells(*texts), [], ["a", "b"]).items()}


def test_text_cells_below_an_answer_belong_to_it():
    assert by_name("In your own words", ("First.\n", "a"), "Second.", ">x = 1", "Not part of it.")["a"] == "First.\n\nSecond."


def test_a_heading_ends_an_answer_that_may_be_the_course_s():
    assert by_name(("# My answer\n\nMine.", "a"), "## What to take away", "The course's.")["a"] == "# My answer\n\nMine."


def test_answers_one_after_the_other_are_told_apart():
    assert by_name(("One.", "a"), "More.", ("Two.", "b"), ("", "c"), "Three.") == {"a": "One.\n\nMore.", "b": "Two."}


def test_an_answer_in_several_places_is_kept_whole():
    assert by_name(("One.", "a"), ">x = 1", ("Two.", "a"))["a"] == "One.\n\nTwo."


def test_a_master_that_cannot_be_read_stops_nothing(tmp_path, notebook):
    course = load_course(copy_course(tmp_path))
    for broken in (b"\xff\xfe\xff", b"# %% [markdown] lang=\n# %%\n# END SOLUTION\n", None):
        course.master("mnist_mlp").unlink() if broken is None else course.master("mnist_mlp").write_bytes(broken)
        in_its_cell(notebook, place(notebook))
        assert written(Grader(course, course.assignment("mnist_mlp")), notebook).answer == ANSWER


def test_what_was_built_is_what_students_have(tmp_path, english):
    course = load_course(copy_course(tmp_path))
    before = Grader(course, course.assignment("mnist_mlp"))
    english.cells[place(english)].source = "_Another prompt._"
    built = course.handout_folder("mnist_mlp") / "mnist_mlp.ipynb"
    built.write_text(nbformat.writes(english))
    after = Grader(course, course.assignment("mnist_mlp"))
    assert (written(before, english).answer, written(after, english).answer) == ("_Another prompt._", "")
    assert before.version != after.version  # answers found by the old hand-out are searched for again


# --- pictures


def image(kind, size=(60, 40), noise=False):
    pixels = (
        np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), np.uint8)
        if noise
        else np.full((*size, 3), 200, np.uint8)
    )
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return base64.b64encode(file.getvalue()).decode()


def shown(answer):
    verdict = Verdict(submission="kim.ipynb", assignment="a", digest="d", outcome=Outcome.GRADED, written=[answer])
    return page(verdict), rows_of(verdict, "kim.html")[0].answer


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("way", ["attachment", "data", "img", "unused"])
def test_a_pasted_picture_is_shown(grader, notebook, kind, way):
    cell = notebook.cells[place(notebook)]
    media_type, data = f"image/{kind.lower()}", image(kind)
    cell.source = {
        "attachment": "See:\n![image.png](attachment:image.png)\nSo it is.",
        "data": f"See:\n![image.png](data:{media_type};base64,{data})\nSo it is.",
        "img": f'See:\n<img src="data:{media_type};base64,{data}" width="300"/>\nSo it is.',
        "unused": "See:\nSo it is.",
    }[way]
    if way in ("attachment", "unused"):
        cell.attachments = {"image.png": {media_type: data}}
    answer = written(grader, notebook)
    assert [picture.media_type for picture in answer.pictures] == [media_type]
    assert answer.answer.split() == ["See:", *(["[picture", "1]"] if way != "unused" else []), "So", "it", "is.",
                                     *(["[picture", "1]"] if way == "unused" else [])]  # fmt: skip
    html, cell = shown(answer)
    assert f'<img src="data:{media_type};base64,{data}"' in html
    assert "img-src data:" in html
    assert "(1 picture: see kim.html)" in cell and data not in cell


def test_a_picture_alone_is_an_answer_even_on_the_untouched_prompt(grader, notebook):
    cell = notebook.cells[place(notebook)]
    cell.attachments = {"photo.jpg": {"image/jpeg": image("JPEG")}}
    assert len(written(grader, notebook).pictures) == 1


def test_a_photo_is_made_small(grader, english):
    photo = image("PNG", (2000, 1500), noise=True)
    assert len(photo) > 8_000_000
    english.cells[place(english)].source = f"![](data:image/png;base64,{photo})"
    (picture,) = written(grader, english).pictures
    assert picture.media_type == "image/jpeg" and len(picture.data) < 170_000


def test_many_pictures_do_not_make_a_large_page(grader, english):
    one = image("JPEG", (400, 400), noise=True)
    english.cells[place(english)].source = f"![](data:image/jpeg;base64,{one})\n" * 100
    answer = written(grader, english)
    assert len(answer.pictures) == 8
    assert "Only the first 8 pictures are shown." in answer.remark
    assert len(shown(answer)[0]) < 2_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + b"no picture",
        b"GIF89a",
        b"",
        base64.b64decode(image("PNG"))[:60],
    ],
)
@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml"])
def test_what_is_no_picture_is_said_and_never_shown(grader, english, content, kind):
    cell = english.cells[place(english)]
    cell.source = f"See ![](data:{kind};base64,{base64.b64encode(content).decode()})"
    answer = written(grader, english)
    assert answer.pictures == []
    assert "cannot be shown" in answer.remark
    assert "<img" not in shown(answer)[0] and "svg" not in answer.answer


def test_a_picture_as_large_as_a_house_is_not_unpacked(grader, english):
    content = bytearray(base64.b64decode(image("PNG")))
    content[16:24] = (60_000).to_bytes(4) * 2  # width and height in its header
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    english.cells[place(english)].source = f"![](data:image/png;base64,{base64.b64encode(content).decode()})"
    assert written(grader, english).pictures == []


def test_pictures_that_break_off_count_too(grader, english):
    """Each may take seconds to decode before the error."""
    broken, whole = base64.b64decode(image("PNG", noise=True))[:-40], base64.b64decode(image("PNG"))
    texts = [f"![](data:image/png;base64,{base64.b64encode(one).decode()})" for one in [broken] * 8 + [whole]]
    english.cells[place(english)].source = "\n".join(texts)
    answer = written(grader, english)
    assert answer.pictures == [] and "Only the first 8 pictures are shown." in answer.remark


def test_a_picture_that_is_not_in_the_notebook_is_said(grader, english):
    english.cells[place(english)].source = "![my plot](images/plot.png)"
    assert written(grader, english).remark == "The picture images/plot.png is not in the notebook."
    english.cells[place(english)].source = "![my plot](attachment:plot.png)"
    assert written(grader, english).remark == "The picture plot.png is not in the notebook."
