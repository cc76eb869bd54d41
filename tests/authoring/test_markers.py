"""Markers in masters: similar comments are refused with their line, prose is not, and no blank shows a part of its solution."""

import pytest

from autograder.authoring.markers import MarkerError, read_code, read_text_cell, resembles, student_lines

MISSPELT = """SOLUTON|Solution|solution|SOLUTIONS|SOLUTION:|SOLUTION.|SOLUTION!|SOLUTION 1|Solution 2:|Solution: use Adam|SOLTUION|SULOTION
SOLUTION (hidden)|SOLUTION of question 3|SOLUTION HERE|YOUR SOLUTION|[SOLUTION]|S O L U T I O N|soluton|SOLUCION|SOLN
BEGIN SOLUTON|BEGN SOLUTION|begin solution|Begin Solution|BEGINSOLUTION|BEGIN_SOLUTION|BEGIN-SOLUTION|-- BEGIN SOLUTION --
BEGIN SOLUTION: q1|BEGIN SOLUTION for the perceptron|begin solution here|START SOLUTION|SOLUTION BEGIN|BEGIN ANSWER|BEGIN  SOLUTION
END SOLUTON|end solution|END OF SOLUTION|ENDSOLUTION|SOLUTION END|STOP SOLUTION
BEGIN SOLUTION NO PROMT|SOLUTION NOPROMPT|SOLUTION NO PROMPTS|SOLUTION, NO PROMPT|solution no prompt|NO PROMPT
BEGIN PROMT|END PROMT|begin prompt|BEGIN IGNOR|ignore|IGNORE THIS|SOLUTION # noqa
solution here|Solution starts here|here is the solution|the SOLUTION|this is my SOLUTION|SOL|SOLUTION CODE|end of the solution|END|--- BEGIN ---
answer|ANSWER:|Answer: 42|answer key|the answer is below|BEGIN ANSWER|end of answer|model answer|sample solution|Solution for Q3
정답|정답 시작|정답 끝|[정답]|정답: 3|모범 답안|해답|풀이 코드
ВEGIN SOLUTION|ＳＯＬＵＴＩＯＮ|SOLUTION\u200b|\u00a0SOLUTION|SOLUΤION"""
FOREIGN = """BEGIN QUESTION|END QUESTION|BEGIN TESTS|END TESTS|begin tests|ASSIGNMENT CONFIG|EXPORT|HIDDEN
BEGIN HIDDEN TESTS|END HIDDEN TESTS|HIDDEN TESTS|INSTRUCTOR ONLY|HIDE|BEGIN MARK SCHEME|END MARK SCHEME"""
PROSE = """the solution of the linear system|begin with the solution of the linear system|a solution|our solution|solution of Ax = b|no solution
the solution of the ODE|Find the solution by bisection|The optimal solution has loss 0|Solution methods are compared below|solution path
exact solution|solver|resolution|RESOLUTION|evolution|convolution|CONVOLUTION|substitution|dissolution|revolution|institution
seed|random seed|seed the generator|hidden|hidden layer|export|manual|prompt|begin|end|the end|end of the loop|stop
END LOOP|ignore the padding|ignored
begin convolution|end of training|BEGIN TRAINING|END TRAINING|start training|begin question answering|QUESTION 3|test config
type: ignore|noqa: E501|pragma: no cover|YOUR CODE HERE|Fill this blank!|TODO|NOTE|ReLU|MNIST|해답이 하나뿐이다|---|
your answer here|YOUR ANSWER HERE|write your solution here|the answer is a number|answers are rounded|정답 레이블|정답은 원-핫 벡터|정답률"""


def listed(text):
    return [item for line in text.split("\n") for item in line.split("|")]


@pytest.mark.parametrize("comment", listed(MISSPELT) + listed(FOREIGN))
@pytest.mark.parametrize("before", ["", "    y = f(x)  ", "\t"])
def test_a_comment_that_resembles_a_marker_is_refused_with_its_line(comment, before):
    with pytest.raises(MarkerError, match="resembles a marker but is not one") as refused:
        read_code(f"x = 1\nif x:\n{before}# {comment}\n    pass")
    assert refused.value.line == 3


@pytest.mark.parametrize(
    "comment",
    ["#SOLUTION", "#BEGIN SOLUTION", "#\tSOLUTION", "## SOLUTION", "#: SOLUTION", "#  BEGIN SOLUTION", "### BEGIN SOLUTION"],
)
def test_a_marker_without_its_one_space_is_refused(comment):
    with pytest.raises(MarkerError, match=r"Did you mean `# (BEGIN )?SOLUTION`"):
        read_code(f"x = 1  {comment}")


@pytest.mark.parametrize("comment", listed(PROSE))
def test_prose_is_none(comment):
    assert resembles(comment) is None
    assert student_lines(read_code(f"x = 1  # {comment}"), "# blank") == [f"x = 1  # {comment}"]


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("# BEGIN SOLUTION\nx = 1", 1, "has no end; write `# END SOLUTION`"),
        ("# BEGIN PROMPT\nx = ...", 1, "has no end; write `# END PROMPT`"),
        ('""" # BEGIN PROMPT\nx = ...', 1, "has no end"),
        ("# BEGIN IGNORE\nx = 1", 1, "has no end"),
        ("x = 1\n# END SOLUTION", 2, "there is no `# BEGIN SOLUTION` before it"),
        ("# END SOLUTION\nx = 1\n# BEGIN SOLUTION", 1, "does not end a block"),
        ("# BEGIN SOLUTION\nx = 1\n# END PROMPT", 3, r"the open block is the `# BEGIN SOLUTION` of line \{other\}"),
        ("# BEGIN SOLUTION\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n# END SOLUTION", 2, "is inside the `# BEGIN SOLUTION`"),
        ("# BEGIN SOLUTION\nx = 1\n# BEGIN PROMPT\nx = ...\n# END PROMPT\n# END SOLUTION", 3, "is inside the"),
        ("x = 1\n# SOLUTION\ny = 2", 2, "is on a line without code"),
        ("x = 1  # BEGIN SOLUTION\ny = 2\n# END SOLUTION", 1, "must be on a separate line"),
        ("# BEGIN SOLUTION\nx = 1  # END SOLUTION", 2, "must be on a separate line"),
        ("model = f(  # SOLUTION\n    1,\n)", 1, "which is a part of a statement"),
        ("model = f(\n    1,\n)  # SOLUTION", 3, "which is a part of a statement"),
        ("for x in y:  # SOLUTION\n    total += x", 1, "which is a part of a statement"),
        ("if x:\n    y = 1\nelse:  # SOLUTION\n    y = 2", 3, "which is a part of a statement"),
        ("text = '''  # SOLUTION\nx\n'''", 1, "is inside a string"),
        ("'''\n# BEGIN SOLUTION\nx\n# END SOLUTION\n'''", 2, "is inside a string"),
        ('""" # BEGIN PROMT\nx = ...\n"""', 1, "is inside a string"),
        ("def f():\n    # BEGIN SOLUTION NO PROMPT\n    return 1\n    # END SOLUTION", 1, "not valid Python"),
        ("def f():\n# BEGIN SOLUTION\n    return 1\n# END SOLUTION", 2, "not valid Python"),
        ("f(\n    # BEGIN SOLUTION\n    1)\n# END SOLUTION", 1, "not valid Python"),
        ("def f():\n    x = 1\n\ty = 2  # SOLUTION", 3, "not valid Python .*(tabs|unindent)"),
        ("x = 1 +  # SOLUTION", 1, "not valid Python"),
    ],
)
def test_a_marker_at_the_wrong_place_is_refused_with_its_line(source, line, said):
    with pytest.raises(MarkerError, match=said) as refused:
        student_lines(read_code(source), "# blank")
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('x[0] = f(y[1], axis=1)  # SOLUTION', "x[0] = ..."),  # otter shows `x[0] = f(y[1], axis= ...`
        ('t["a"] = v["b"] == 3  # SOLUTION', 't["a"] = ...'),
        ("a = b = f(1)  # SOLUTION", "a = b = ..."),
        ("x: int = 5  # SOLUTION", "x: int = ..."),
        ("x += f(1)  # SOLUTION", "..."),
        ("이름 = f(1)  # SOLUTION", "이름 = ..."),
        ("a, (b, c) = f(1)  # SOLUTION", "a, (b, c) = ..."),
        ("x = f('# SOLUTION')  # SOLUTION", "x = ..."),
        ("x = 1  # type: ignore  # SOLUTION", "x = ..."),
        ("x = 1\t# SOLUTION \t", "x = ..."),
    ],
)  # fmt: skip
def test_a_blank_shows_nothing_of_what_is_assigned(source, shown):
    assert student_lines(read_code(source), "# blank") == [f"{shown}  # blank"]


@pytest.mark.parametrize(
    "source",
    [
        "print('see # SOLUTION')",
        "%matplotlib inline\n!pip install -q x  # quietly\nx = 1",
        "%%bash\necho it's  # a comment",
        "def two_mistakes(:\n    return",  # an exercise
        "",
    ],
)
def test_what_has_no_marker_stays_as_it_is(source):
    assert student_lines(read_code(source), "# blank") == source.split("\n")


def test_magics_beside_markers():
    assert student_lines(read_code("%%time\nx = f(1)  # SOLUTION\n!ls it's"), "#") == ["%%time", "x = ...  #", "!ls it's"]


@pytest.mark.parametrize(
    "source",
    [
        "# BEGIN SOLUTION",
        "Text\n\n<!-- BEGIN QUESTION -->\n",
        "<!-- END QUESTION -->",
        "## Solution",
        "#### SOLUTION:",
        "```python\nx = 1  # SOLUTION\n```",
        "```\n# BEGIN SOLUTION\nx\n# END SOLUTION\n```",
        "    x = 1  # SOLUTION",
        "**SOLUTION**",
        "Text.\n\n**Solution:** It is 3.",
        "<strong>Solution</strong>",
        "Text <!-- SOLUTION -->",
        "<!--\nBEGIN SOLUTION\n-->",
        "### BEGIN HIDDEN TESTS",
    ],
)
def test_a_marker_in_a_text_cell_is_refused(source):
    with pytest.raises(MarkerError, match="this is a text cell"):
        read_text_cell(source)


@pytest.mark.parametrize(
    "source", ["Write `x = 1 # SOLUTION`", "# Question 1. The solution", "The solution is unique.", "```python\nx = 1  # one\n```", "# 해답",
    "**Your answer:**", "## Answer", "The **solution** is unique.", "**Solution methods** are compared.", "PYTORCH", "$$X = 1$$", ""]
)  # fmt: skip
def test_ordinary_text_passes(source):
    read_text_cell(source)
