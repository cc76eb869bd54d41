"""Every question about a figure, in a real kernel with Jupyter's inline backend and in the sandbox: both judge alike."""

import ast
import json
from functools import cache
from inspect import getclosurevars

import pytest
from helpers.repository import REPOSITORY
from jupyter_client.manager import start_new_kernel

from autograder import probes
from autograder.authoring import handout
from autograder.checks.ask import PRACTICE, Probe, StudentError
from autograder.checks.expect import CheckFailed
from autograder.grading.grader import SandboxAsk
from autograder.grading.question_tests import load_tests
from autograder.model.course_file import load_course
from autograder.model.course_settings import Limits
from autograder.model.submission import Cell

COURSE = load_course(REPOSITORY)
IMPORTS = "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n"
VERDICT = """
from autograder.checks.ask import StudentError
from autograder.checks.expect import CheckFailed

def verdict(source, judge):
    test_file = {}
    exec(source, test_file)
    try:
        test_file[judge].call_func(globals())
    except (CheckFailed, StudentError) as error:
        return str(error)
    return "passed"
"""
RIGHT = {
    "returns the figure": "return figure",
    "returns all axes": "return figure.axes",
    "returns axes": "return figure.axes[0]",
    "returns an artist": "return figure.axes[0].get_children()[0]",
    "returns figure and axes": "return figure, figure.axes",
    "returns plt": "return plt",
    "returns nothing": "pass",
    "shows": "plt.show()",
    "shows without waiting": "plt.show(block=False)",
    "shows by its own name": "from matplotlib.pyplot import show; show()",
    "shows and returns the figure": "plt.show(); return figure",
    "shows and returns plt": "plt.show(); return plt",
    "shows and returns the current figure": "plt.show(); return plt.gcf()",
    "shows the figure": "figure.show()",
    "displays and closes": "from IPython.display import display; display(figure); plt.close(figure)",
    "saves and closes": "plt.savefig('figure.png'); plt.close()",
    "closes all and returns": "plt.close('all'); return figure",
    "shows and clears what is current": "plt.show(); plt.clf(); plt.cla()",
    "shows, and begins another": "plt.show(); plt.figure()",
}
WRONG = {
    "draws nothing": (
        "plt.close(figure); figure.clear()",
        "the function returned nothing. Draw a new one, and end with `return figure`.",
    ),
    "returns text": (
        "figure.clear(); return 'figure'",
        "the function returned a value of type str. It has to return the figure.",
    ),
    "returns an empty figure": ("figure.clear(); return figure", "The figure is empty: "),
}


EVERYWHERE = {
    "returns the figure",
    "returns all axes",
    "returns nothing",
    "shows",
    "draws nothing",
}  # the others with one question


def figure_questions():
    """The questions of the course about a figure: assignment, test file, the function that draws, and the check."""
    for assignment in COURSE.assignments.values():
        for question in assignment.checked:
            tests = load_tests(question, COURSE.tests_folder(assignment.name))
            for name, value in tests.checks[0].test_func.__globals__.items():
                if isinstance(value, Probe) and getclosurevars(value.function).nonlocals.get("describe") is probes.figure_data:
                    (judge,) = [body for body in tests.checks if name in body.test_func.__code__.co_names]
                    yield pytest.param(assignment, tests, value.name, judge, id=f"{assignment.name} {question.name}")


QUESTIONS = list(figure_questions())
assert len(QUESTIONS) >= 5  # fails if a figure question is written in another way
QUESTION = "optimizers q7"


def with_endings(endings):
    return [
        pytest.param(*question.values, ending, id=f"{question.id}: {ending}")
        for question in QUESTIONS
        for ending in endings
        if question.id == QUESTION or ending in EVERYWHERE
    ]


@cache
def reference(assignment, draws):
    """The reference's function that draws, and the names that it uses."""
    notebook = handout.reference(COURSE, COURSE.assignment(assignment))
    parts = [part for c in notebook.cells if c.cell_type == "code" and "%" not in c.source for part in ast.parse(c.source).body]
    return [ast.unparse(part) for part in parts if isinstance(part, ast.FunctionDef) and part.name in (draws, "f")]


def cells(assignment, draws, ending):
    """The cells with another ending of the function."""
    wrapped = f"_draw = {draws}\ndef {draws}(*arguments):\n    figure = _draw(*arguments)\n    {ending}"
    return ["\n".join([IMPORTS, *reference(assignment.name, draws), wrapped])]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a cell in a kernel with the inline backend; return its output, and the number of pictures."""
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path_factory.mktemp("kernel")))

    def execute(source):
        printed, shown = [], []

        def note(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                printed.append(content["text"])
            elif message["msg_type"] == "error":
                printed.append("\n".join(content["traceback"]))
            elif "image/png" in content.get("data", {}):
                shown.append(message)

        client.execute_interactive(source, output_hook=note, timeout=120)
        return "".join(printed), len(shown)

    execute(VERDICT)
    yield execute
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def in_the_kernel(run, sources, tests, judge):
    for source in sources:
        assert run(source) == ("", 0)
    name = judge.test_func.__name__
    printed, shown = run(f"import json; print('VERDICT', json.dumps(verdict({tests.source!r}, {name!r})))")
    assert "VERDICT" in printed, printed
    assert shown == 0, "a probe shows nothing"
    return json.loads(printed.partition("VERDICT")[2])


def in_the_sandbox(sandbox, sources, tests, judge):
    with sandbox.open([Cell("code cell", source) for source in sources], {tests.name: tests.probes}, Limits()) as session:
        assert session.run_cells() == []
        try:
            judge.test_func(SandboxAsk(PRACTICE, tests.name, session))
        except (CheckFailed, StudentError) as error:
            return str(error)
        return "passed"


@pytest.mark.parametrize(("assignment", "tests", "draws", "judge", "ending"), with_endings(RIGHT))
def test_what_was_drawn_is_seen(run, sandbox, assignment, tests, draws, judge, ending):
    sources = cells(assignment, draws, RIGHT[ending])
    assert in_the_sandbox(sandbox, sources, tests, judge) == "passed"
    assert in_the_kernel(run, sources, tests, judge) == "passed"


@pytest.mark.parametrize(("assignment", "tests", "draws", "judge", "ending"), with_endings(WRONG))
def test_a_figure_that_is_not_there_is_told(run, sandbox, assignment, tests, draws, judge, ending):
    sources = cells(assignment, draws, WRONG[ending][0])
    said = in_the_sandbox(sandbox, sources, tests, judge)
    assert WRONG[ending][1] in said
    assert in_the_kernel(run, sources, tests, judge) == said


def test_a_figure_for_each_histogram_is_seen(run, sandbox):
    parameters = next(case.values for case in QUESTIONS if case.id.startswith("initialization"))
    source = """
def histogram_plot(outputs):
    for number, output in enumerate(outputs, 1):
        plt.hist(output.ravel(), bins=30)
        plt.title(f"layer {number}")
        plt.show()
"""
    assert in_the_sandbox(sandbox, [IMPORTS, source], parameters[1], parameters[3]) == "passed"
    assert in_the_kernel(run, [IMPORTS, source], parameters[1], parameters[3]) == "passed"


def test_a_figure_that_was_left_open_is_not_drawn_into(run, sandbox):
    parameters = next(case.values for case in QUESTIONS if case.id == QUESTION)
    source = """
def loss_plot(histories):
    for name, history in histories.items():
        plt.plot(history["loss"], label=name)
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.legend()
"""
    sources = [IMPORTS + "plt.ioff()\nplt.figure()\nplt.gca().set(xlabel='loss', ylabel='epoch')", source]
    assert in_the_sandbox(sandbox, sources, parameters[1], parameters[3]) == "passed"
    for cell in sources:
        run(cell)
    assert in_the_kernel(run, [], parameters[1], parameters[3]) == "passed"
    run("plt.close('all'); plt.ion()")


def test_the_students_own_figures_are_shown_after_a_check(run):
    tests, judge = next((case.values[1], case.values[3]) for case in QUESTIONS if case.id == QUESTION)
    printed, shown = run(f"plt.plot([1, 2])\nverdict({tests.source!r}, {judge.test_func.__name__!r})\nplt.title('mine')\nNone")
    assert (printed, shown) == ("", 1)
