"""Masters: the effect of each otter marker in the reference and in the students' notebook, and the real master."""

import re

import pytest

from autograder.authoring.master import (
    BLANK_COMMENT,
    MasterError,
    clean_metadata,
    in_language,
    read_master,
    solved,
    stubbed,
    with_blanks_filled,
)
from autograder.checks.student import BLANK

MASTER = '''\
# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Title
#
# Some *text*.

# %% [markdown] lang="ko"
# # 제목

# %% [markdown]
# For everybody: $x^2$

# %% name="first"
import math

answer = 6 * 7  # SOLUTION


# %% name="second" tags=["otter_ignore"]
def area(radius):
    """Return it."""
    # BEGIN SOLUTION
    square = radius**2
    return math.pi * square
    # END SOLUTION


# %%
grader.check("q1")

# %% [markdown] lang="en" name="words" prompt="_Write here._"
# It is round.

# %% [markdown] lang="ko" name="words" prompt="_여기에 쓰세요._"
# 둥글기 때문입니다.
'''


@pytest.fixture
def read(tmp_path):
    """Read a percent text as a master."""

    def reader(text):
        path = tmp_path / "master.py"
        path.write_text(text, encoding="utf-8")
        return read_master(path)

    return reader


@pytest.fixture
def master(read):
    return read(MASTER)


def code(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def texts(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


# --- reading


def test_cells_names_and_texts_are_read(master):
    assert [cell.cell_type for cell in master.cells] == ["markdown"] * 3 + ["code"] * 3 + ["markdown"] * 2
    assert [cell.metadata.get("name") for cell in master.cells][3:] == ["first", "second", None, "words", "words"]
    assert texts(master)[0] == "# Title\n\nSome *text*."
    assert master.metadata.kernelspec.name == "python3"


def test_a_missing_master_is_told(tmp_path):
    with pytest.raises(MasterError, match="nowhere.py does not exist; the assignment needs this master"):
        read_master(tmp_path / "nowhere.py")


# --- languages


def test_a_language_gets_its_own_texts_and_those_of_none(master):
    english, korean = in_language(master, "en"), in_language(master, "ko")
    assert texts(english) == ["# Title\n\nSome *text*.", "For everybody: $x^2$", "It is round."]
    assert texts(korean) == ["# 제목", "For everybody: $x^2$", "둥글기 때문입니다."]


@pytest.mark.parametrize("make", [lambda master: master, solved, stubbed])
def test_every_language_keeps_the_same_code_cells(master, make):
    made = make(master)
    assert code(in_language(made, "en")) == code(in_language(made, "ko")) == code(made)
    assert code(in_language(made, "fr")) == code(made)


def test_the_order_of_cells_is_kept(master):
    assert [cell.cell_type for cell in in_language(master, "ko").cells] == ["markdown"] * 2 + ["code"] * 3 + ["markdown"]


# --- reference and stub


def test_the_reference_is_the_master_without_its_markers(master):
    assert code(solved(master)) == [
        "import math\n\nanswer = 6 * 7",
        'def area(radius):\n    """Return it."""\n    square = radius**2\n    return math.pi * square',
        'grader.check("q1")',
    ]
    assert texts(solved(master)) == texts(master)


def test_the_stub_has_blanks_in_place_of_solutions_and_prompts_in_place_of_answers(master):
    assert code(stubbed(master)) == [
        f"import math\n\nanswer = ...  {BLANK_COMMENT}",
        f'def area(radius):\n    """Return it."""\n    ...  {BLANK_COMMENT}',
        'grader.check("q1")',
    ]
    assert texts(stubbed(master))[-2:] == ["_Write here._", "_여기에 쓰세요._"]


@pytest.mark.parametrize("make", [solved, stubbed])
def test_no_prompt_is_left_in_the_metadata(master, make):
    assert not any("prompt" in cell.metadata for cell in make(master).cells)


@pytest.mark.parametrize(
    "make",
    [
        solved,
        stubbed,
        lambda m: in_language(m, "en"),
        lambda m: with_blanks_filled(m, {"first": "x"}),
        lambda m: clean_metadata(m, {}),
    ],
)
def test_the_master_itself_stays(master, read, make):
    make(master)
    assert [cell.source for cell in master.cells] == [cell.source for cell in read(MASTER).cells]
    assert master.cells[-1].metadata["prompt"] == "_여기에 쓰세요._"


MARKERS = {
    "assignment": ("x = 1 + 2  # SOLUTION", "x = 1 + 2", f"x = ...  {BLANK_COMMENT}"),
    "indented assignment": (
        "if True:\n    x = 1  # SOLUTION",
        "if True:\n    x = 1",
        f"if True:\n    x = ...  {BLANK_COMMENT}",
    ),
    "two targets": ("a, b = 1, 2  # SOLUTION", "a, b = 1, 2", f"a, b = ...  {BLANK_COMMENT}"),
    "attribute": ("self.x = f(1)  # SOLUTION", "self.x = f(1)", f"self.x = ...  {BLANK_COMMENT}"),
    "expression": ("f(1)  # SOLUTION", "f(1)", f"...  {BLANK_COMMENT}"),
    "return": (
        "def f():\n    return 1  # SOLUTION",
        "def f():\n    return 1",
        f"def f():\n    ...  {BLANK_COMMENT}",
    ),
    "line without prompt": ("a = 1\nb = 2  # SOLUTION NO PROMPT\nc = 3", "a = 1\nb = 2\nc = 3", "a = 1\nc = 3"),
    "block": (
        "a = 1\n# BEGIN SOLUTION\nb = 2\n\nc = 3\n# END SOLUTION\nd = 4",
        "a = 1\nb = 2\n\nc = 3\nd = 4",
        f"a = 1\n...  {BLANK_COMMENT}\nd = 4",
    ),
    "block without prompt": (
        "a = 1\n# BEGIN SOLUTION NO PROMPT\nb = 2\n# END SOLUTION\nd = 4",
        "a = 1\nb = 2\nd = 4",
        "a = 1\nd = 4",
    ),
    "prompt": (
        "# BEGIN SOLUTION NO PROMPT\nb = 2\n# END SOLUTION\n# BEGIN PROMPT\nb = ...  # your number\n# END PROMPT",
        "b = 2",
        "b = ...  # your number",
    ),
    "prompt as otter's manual writes it": (
        '# BEGIN SOLUTION NO PROMPT\nb = 2\n# END SOLUTION\n""" # BEGIN PROMPT\nb = ...\n"""; # END PROMPT',
        "b = 2",
        "b = ...",
    ),
    "several": (
        "a = 1  # SOLUTION\nb = 2  # SOLUTION",
        "a = 1\nb = 2",
        f"a = ...  {BLANK_COMMENT}\nb = ...  {BLANK_COMMENT}",
    ),
    "nothing": ("a = 1  # a comment\nx[..., 0] = a", "a = 1  # a comment\nx[..., 0] = a", "a = 1  # a comment\nx[..., 0] = a"),
    "seed": ("random.seed(3)  # SEED\na = 1", "random.seed(3)  # SEED\na = 1", "a = 1"),
    "ellipsis of the master's own": (
        "def given():\n    ...\n\n\ndef f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION",
        "def given():\n    ...\n\n\ndef f():\n    return 1",
        f"def given():\n    ...\n\n\ndef f():\n    ...  {BLANK_COMMENT}",
    ),
}


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_the_reference(read, marker):
    source, reference, _ = MARKERS[marker]
    assert code(solved(read(f"# %%\n{source}\n"))) == [reference]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_the_stub(read, marker):
    source, _, stub = MARKERS[marker]
    assert code(stubbed(read(f"# %%\n{source}\n"))) == [stub]


@pytest.mark.parametrize("source", ["secret = 1  # IGNORE\na = 1", "# BEGIN IGNORE\nsecret = 1\n# END IGNORE\na = 1"])
def test_ignored_lines_do_not_reach_students(read, source):
    assert code(stubbed(read(f"# %%\n{source}\n"))) == ["a = 1"]


@pytest.mark.parametrize(
    "source",
    [
        "# BEGIN SOLUTION\nx = 1",
        "x = 1\n# END SOLUTION",
        "# BEGIN SOLUTION\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n# END SOLUTION",
        "# BEGIN IGNORE\nx = 1",
    ],
)
def test_markers_that_do_not_match_are_the_masters_fault_and_its_cell_is_named(read, source):
    # A solution without an end must not be handed out, nor raise a bare AssertionError.
    with pytest.raises(MasterError, match="model"):
        stubbed(read(f'# %% name="model"\n{source}\n'))


def test_a_marker_in_a_text_is_text(read):
    master = read("# %% [markdown]\n# Write `x = 1 # SOLUTION`\n\n# %%\n1\n")
    assert texts(stubbed(master)) == texts(solved(master)) == ["Write `x = 1 # SOLUTION`"]


# --- filled blanks


def test_a_fill_replaces_the_cell_of_its_name(master):
    filled = with_blanks_filled(solved(master), {"first": "answer = 41"})
    assert code(filled)[0] == "answer = 41"
    assert code(filled)[1:] == code(solved(master))[1:]


def test_extra_cells_come_after_the_cell_they_name(master):
    filled = with_blanks_filled(master, {"second": "area = len"}, {"second": "area([])", "first": "print(answer)"})
    sources = code(filled)
    assert sources.index("area([])") == sources.index("area = len") + 1
    assert sources[1] == "print(answer)"
    assert len({cell.id for cell in filled.cells}) == len(filled.cells)


@pytest.mark.parametrize("blanks, extra", [({"frist": "x"}, None), ({}, {"frist": "x"}), ({"words": "x"}, None)])
def test_a_blank_filled_in_no_cell_is_told_with_the_names_there_are(master, blanks, extra):
    with pytest.raises(MasterError, match=r"No code cell is named (frist|words); the names are first, second\."):
        with_blanks_filled(master, blanks, extra)


# --- metadata


def test_clean_metadata_gives_the_same_notebook_every_time(read):
    first, second = (clean_metadata(read(MASTER), {"otter": {"assignment_name": "a"}}) for _ in range(2))
    assert first == second
    assert first.metadata == {"otter": {"assignment_name": "a"}}
    assert len({cell.id for cell in first.cells}) == len(first.cells)
    assert {key for cell in first.cells for key in cell.metadata} == {"name", "tags"}
    assert all(cell.outputs == [] and cell.execution_count is None for cell in first.cells if cell.cell_type == "code")


# --- the real master


@pytest.fixture(scope="module")
def real(course):
    return read_master(course.master("mnist_mlp"))


def solution_lines(source):
    """The solution's lines in a cell, which students must not get."""
    found, inside = [], False
    for line in source.split("\n"):
        if "# BEGIN SOLUTION" in line:
            inside = True
        elif "# END SOLUTION" in line:
            inside = False
        elif inside or line.endswith(("# SOLUTION", "# SOLUTION NO PROMPT")):
            found.append(line.split("# SOLUTION")[0].split(" = ", 1)[-1].strip())
    return [line for line in found if line]


def test_the_real_stub_holds_no_solution(real):
    stub, checked = stubbed(real), 0
    for source, handed_out in zip(code(real), code(stub), strict=True):
        for line in solution_lines(source):
            if len(line) > 8:  # a single bracket reveals nothing
                checked += 1
                assert line not in handed_out
    assert checked > 20
    assert "SOLUTION" not in str(stub)


def test_the_real_stub_holds_no_written_answer(real):
    answers = [cell.source for cell in real.cells if "prompt" in cell.metadata]
    assert answers
    handed_out = str(stubbed(real))
    for answer in answers:
        assert not any(line in handed_out for line in answer.split("\n") if line)


def test_each_blank_of_the_real_stub_is_marked_and_found_as_a_blank(real):
    wanted = sum(len(re.findall(r"# SOLUTION$|# BEGIN SOLUTION$", source, re.M)) for source in code(real))
    lines = [line for source in code(stubbed(real)) for line in source.split("\n")]
    marked = [line for line in lines if BLANK_COMMENT in line]
    assert len(marked) == wanted
    assert all(BLANK.match(line) for line in marked)
    assert not [line for line in lines if line.rstrip().endswith("...")]


@pytest.mark.parametrize("make", [solved, stubbed])
def test_the_real_notebooks_code_compiles(real, make):
    for source in code(make(real)):
        compile(source, "cell", "exec")


@pytest.mark.parametrize("make", [solved, stubbed])
def test_the_real_notebooks_have_the_same_cells_in_both_languages(real, make):
    english, korean = in_language(make(real), "en"), in_language(make(real), "ko")
    assert code(english) == code(korean)
    assert [cell.cell_type for cell in english.cells] == [cell.cell_type for cell in korean.cells]
    assert [cell.metadata.get("name") for cell in english.cells] == [cell.metadata.get("name") for cell in korean.cells]


def test_the_real_texts_are_each_in_their_language(real):
    hangul = re.compile("[가-힣]")
    for cell in real.cells:
        if cell.cell_type == "markdown":
            assert bool(hangul.search(cell.source)) == (cell.metadata["lang"] == "ko")


def test_the_real_notebooks_share_their_headings_and_formulas(real):
    english, korean = (texts(in_language(real, language)) for language in ("en", "ko"))
    for one, other in zip(english, korean, strict=True):
        assert re.findall(r"^#+", one, re.M) == re.findall(r"^#+", other, re.M)
        assert re.findall(r"\$\$(.*?)\$\$", one, re.S) == re.findall(r"\$\$(.*?)\$\$", other, re.S)
