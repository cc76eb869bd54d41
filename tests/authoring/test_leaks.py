"""A line of a solution anywhere in the hand-out is found, and ordinary given code is not reported."""

import shutil
import zipfile

import nbformat
import pytest
from helpers.repository import REPOSITORY

from autograder.authoring import handout
from autograder.authoring.build import BuildError, build_assignment
from autograder.authoring.leaks import leaks
from autograder.authoring.master import MasterError, read_master
from autograder.integrations.otter.wheel import package_wheel
from autograder.model.course_file import load_course

COURSE = """
course: A course
install: course
assignments:
  course:
    title: {en: A course, ko: 과정}
    frameworks: [torch]
    points: 3
    questions:
      q1: {title: Area, points: 1}
      q2: {title: In words, points: 2, by_hand: true}
"""
MASTER = '''\
# %% [markdown] lang="en"
# The area of a disk.

# %% [markdown] lang="ko"
# 원의 넓이

# %% name="area"
import math


def area(radius):
    """Return it."""
    # BEGIN SOLUTION
    squared_radius = radius * radius
    result = math.pi * squared_radius
    # END SOLUTION
    return result


# %% name="perimeter"
def perimeter(radius):
    length = 2 * math.pi * abs(radius)  # SOLUTION
    return length


# %% name="given"
print(area(1))

# %% [markdown] lang="en" name="q2" prompt="_Write here._"
# A disk has the largest area of all shapes with its perimeter.

# %% [markdown] lang="ko" name="q2" prompt="_여기에 쓰세요._"
# 둘레가 같은 도형 가운데 원의 넓이가 가장 큽니다.
'''
TEST = """\
from autograder import check, expect, probe

OK_FORMAT = False
name = "q1"


@probe
def of_disk(student, radius):
    return student.area(radius)


@check("The area", points=1)
def area(ask):
    expect.close(ask(of_disk, radius=2.0), 12.566, "The area", atol=1e-2)
"""


@pytest.fixture
def build(tmp_path):
    """The hand-outs of a master in English and Korean, or the error that refuses them."""

    def builder(master=MASTER, test=TEST):
        (tmp_path / "grader.yml").write_text(COURSE, encoding="utf-8")
        for path, text in {"solutions/course.py": master, "tests/assignments/course/q1.py": test}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        course = load_course(tmp_path)
        assignment = course.assignment("course")
        stubs = {handout.file_name("course", language): handout.stub(course, assignment, language) for language in ("en", "ko")}
        return list(leaks(read_master(course.master("course")), stubs)), stubs

    return builder


def test_a_master_without_a_leak(build):
    assert build()[0] == []


SECRET = "result = math.pi * squared_radius"
LEAKS = {
    "a text": MASTER.replace("The area of a disk.", f"The area of a disk.\n#\n#     {SECRET}"),
    "a text of one language": MASTER.replace("원의 넓이\n", f"원의 넓이\n#\n# ```\n# {SECRET}\n# ```\n", 1),
    "a sentence": MASTER.replace("The area of a disk.", f"Remember that {SECRET} holds."),
    "a comment": MASTER.replace("print(area(1))", f"print(area(1))\n# {SECRET}"),
    "a comment without spaces": MASTER.replace("print(area(1))", f"print(area(1))  #{SECRET.replace(' ', '')}"),
    "a docstring": MASTER.replace('"""Return it."""', f'"""Return it.\n\n    {SECRET}\n    """'),
    "the same cell": MASTER.replace("    return result", f"    return result\n\n\n{SECRET}"),
    "a prompt": MASTER.replace("    # END SOLUTION", f"    # END SOLUTION\n    # BEGIN PROMPT\n    # {SECRET}\n    # END PROMPT"),
    "two lines of given code": MASTER.replace(
        "print(area(1))", f"def helper(radius):\n    squared_radius = radius * radius\n    {SECRET}\n    return result"
    ),
    "a blank's only line in given code": MASTER.replace("print(area(1))", "def helper(radius):\n    length = 2 * math.pi * abs(radius)"),
    "one long line of given code": MASTER.replace("math.pi * squared_radius", "float(math.pi) * squared_radius").replace(
        "print(area(1))", "squared_radius = 4\nfor radius in [2]:\n    result = float(math.pi) * squared_radius  # see below"
    ),
    "the prompt of a written answer": MASTER.replace("_Write here._", "A disk has the largest area of all shapes with its perimeter."),
    "another language": MASTER.replace("_여기에 쓰세요._", "A disk has the largest area of all shapes with its perimeter."),
    "a short line as a comment": MASTER.replace("print(area(1))", "print(area(1))\n# squared_radius = radius * radius"),
    "a model answer in a text": MASTER.replace("원의 넓이\n", "원의 넓이. 둘레가 같은 도형 가운데 원의 넓이가 가장 큽니다.\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("where", LEAKS)
def test_a_line_of_a_solution_in_a_hand_out_is_found_with_both_places(build, where):
    found, _ = build(LEAKS[where])
    if where == "the prompt of a written answer":  # prompt and answer are equal, so nothing is hidden
        assert found == []
        return
    assert found
    for sentence in found:
        assert "course.py, line " in sentence
        assert "is handed out in course." in sentence


@pytest.mark.parametrize("line", ["length = measure(radius, shape.sides)", "length = measure(outline(radius), digits=3)"])
def test_a_mere_call_by_name_may_stand_in_given_code(build, line):
    master = MASTER.replace("length = 2 * math.pi * abs(radius)", line)
    assert build(master.replace("print(area(1))", f"def helper(radius):\n    {line}"))[0] == []


def test_a_line_of_a_solution_in_a_test_is_found(build):
    test = TEST + f"\n\n# squared_radius = radius * radius\n# {SECRET}\n"
    found, _ = build(test=test)
    assert "the test q1, line" in found[0]


@pytest.mark.parametrize(
    "given",
    [
        "def helper(radius):\n    squared_radius = radius * radius\n    return squared_radius",  # one line of given code
        "    return result",
        "perimeter_of_unit_disk = perimeter(1)",
        "# Use math.pi, and square the radius.",
        "import math",
    ],
)
def test_what_given_code_may_share_with_a_solution(build, given):
    assert build(MASTER.replace("print(area(1))", given.strip()))[0] == []


@pytest.mark.parametrize("name", ["foundations", "mnist_mlp", "optimizers", "initialization", "regularization"])
def test_the_courses_own_hand_outs_leak_nothing(course, name):
    assignment = course.assignment(name)
    stubs = {handout.file_name(name, language): handout.stub(course, assignment, language) for language in assignment.title}
    assert list(leaks(read_master(course.master(name)), stubs)) == []


def test_what_students_install_holds_no_line_of_a_solution(course, tmp_path):
    name, wheel = package_wheel()
    (tmp_path / name).write_bytes(wheel)
    with zipfile.ZipFile(tmp_path / name) as archive:
        names = [n for n in archive.namelist() if n.endswith((".py", ".ipynb", ".md", ".json"))]
        cells = [nbformat.v4.new_code_cell(archive.read(n).decode()) for n in names]
    assert not [n for n in names if "solutions" in n or n.startswith("tests")]
    installed = {"wheel": nbformat.v4.new_notebook(cells=cells)}
    for assignment in course.assignments:
        assert list(leaks(read_master(course.master(assignment)), installed)) == []


# --- written answers


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((' prompt="_Write here._"', ""), r"course\.py, line 29: students would get the model answer in the cell q2"),
        ((' prompt="_여기에 쓰세요._"', ""), r"course\.py, line 32: students would get"),
        (('prompt="_Write', 'promt="_Write'), "students would get"),
        (('prompt="_Write', 'Prompt="_Write'), "students would get"),
        (('name="q2" prompt="_Write here._"', 'tags=["q2"]'), "students would get"),
        (('name="q2" prompt="_Write here._"', 'tags=["solution"]'), "students would get"),
        (('name="q2" prompt="_Write', 'name="q3" prompt="_Write'), "no Markdown cell in the language en is named q2"),
        (('lang="ko" name="q2"', 'lang="ko" name="q9"'), "no Markdown cell in the language ko is named q2"),
        (('prompt="_Write here._"', "prompt=3"), "`prompt` must be text"),
        (('# %% name="given"', '# %% name="given" prompt="x"'), "only a Markdown cell may have it"),
    ],
)
def test_a_model_answer_that_students_would_get_is_refused(build, change, said):
    with pytest.raises(MasterError, match=said):
        build(MASTER.replace(*change))


def test_an_answer_cell_for_every_language(build):
    one = (
        MASTER.split('# %% [markdown] lang="en" name="q2"')[0]
        + '# %% [markdown] name="q2" prompt="✎"\n# A disk has the largest area.\n'
    )
    assert [stub.cells[-1].source for stub in build(one)[1].values()] == ["✎", "✎"]


# --- markers, by line of the file


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("# SOLUTION\n", "# Solution\n"),
            r"course\.py, line 22 \(cell perimeter\): `# Solution` resembles a marker but is not one",
        ),
        (("    # BEGIN SOLUTION\n", "    #BEGIN SOLUTION\n"), r"line 13 \(cell area\)"),
        (("    # END SOLUTION\n", ""), r"line 13 \(cell area\): `# BEGIN SOLUTION` has no end"),
        (("    # END SOLUTION\n", "    # BEGIN SOLUTION\n"), r"line 16 \(cell area\): .* of line 13;"),
        (("# The area of a disk.", "# <!-- BEGIN QUESTION -->"), "line 2: .* this is a text cell"),
        (("# 원의 넓이", '# """\n# # BEGIN SOLUTION\n# """'), "line 6: .* this is a text cell"),
        (("print(area(1))", "%matplotlib inline\nprint(area(1))  # SOLUTON"), r"line 28 \(cell given\)"),
        (("print(area(1))", "# %matplotlib inline\n\n\nprint(area(1))  # SOLUTON"), r"line 30 \(cell given\)"),
    ],
)
def test_a_misspelt_marker_is_refused_with_its_line_in_the_master(build, change, said):
    with pytest.raises(MasterError, match=said):
        build(MASTER.replace(*change, 1))


# --- encodings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_master_and_a_test_in_any_encoding_build_the_same_notebooks(build, encoding, end):
    test = TEST.replace("The area", "넓이")
    wanted = build(test=test)
    assert build(MASTER.replace("\n", end).encode(encoding), test.replace("\n", end).encode(encoding)) == wanted


@pytest.mark.parametrize(
    "declared",
    ["# -*- coding: cp949 -*-", "# -*- coding: utf-8 -*-\n", "#!/usr/bin/env python\n# vim: set fileencoding=euc-kr :"],
)
def test_a_master_that_declares_its_encoding(build, declared):
    leaks, stubs = build(f"{declared}\n{MASTER}".encode("cp949"))
    assert leaks == []
    assert stubs == build()[1]


def test_a_master_with_tabs(build):
    _, stubs = build(MASTER.replace("    ", "\t"))
    assert "\t...  # Fill this blank!\n\treturn result" in stubs["course.ipynb"].cells[2].source


@pytest.mark.parametrize(
    ("master", "said"),
    [
        (MASTER.encode("utf-16-le"), "course.py, line 1: .*Save the file as UTF-8"),
        (MASTER.encode("johab"), "course.py, line 5: .*Save the file as UTF-8"),
        (
            f"# ---\n# jupyter:\n# \tkernelspec:\n# \t\tname: python3\n# ---\n\n{MASTER}",
            r"course\.py, line 3: the notebook's header",
        ),
        (MASTER.replace("    result = ", "\tresult = "), r"course\.py, line 15 \(cell area\): .*tabs"),
    ],
)
def test_a_master_that_cannot_be_read_is_one_sentence(build, master, said):
    with pytest.raises(MasterError, match=said):
        build(master)


def test_a_test_file_that_cannot_be_read_is_one_sentence(build):
    with pytest.raises(MasterError, match=r"q1\.py, line 12: the text is neither UTF-8 nor cp949"):
        build(test=TEST.replace('"The area"', '"L\'aire é"', 1).encode("latin-1"))


# --- the command


def test_build_refuses_what_leaks(tmp_path):
    shutil.copytree(REPOSITORY / "tests" / "assignments", tmp_path / "tests" / "assignments")
    shutil.copy(REPOSITORY / "grader.yml", tmp_path)
    master = (REPOSITORY / "solutions" / "mnist_mlp.py").read_text(encoding="utf-8")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "mnist_mlp.py").write_text(
        master.replace('# %% name="settings"\n', '# %% name="settings"\n# train_cost = average_cost(model, train_loader)\n'),
        encoding="utf-8",
    )
    course = load_course(tmp_path)
    with pytest.raises(
        BuildError, match=r"mnist_mlp\.py, line \d+: this line of a solution is handed out in mnist_mlp\.ipynb, cell 5, line 1"
    ):
        list(build_assignment(course, course.assignment("mnist_mlp"), check=False))
