"""Faulty submissions in the engine: each loses the points that it must lose, and no others."""

import contextlib
import json
import resource

import nbformat
import numpy as np
import pytest

from autograder.grading import judge_limits
from autograder.grading.grader import Grader
from autograder.model.course_settings import Limits
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome


@pytest.fixture(scope="module")
def grade(course, assignment, sandbox):
    """Grade a notebook, or bytes, or text, under limits that keep the tests short."""
    short = course.model_copy(update={"limits": Limits(cell_seconds=2, probe_seconds=20, submission_seconds=60)})
    grader = Grader(short, assignment)

    def run(content, name="submission.ipynb"):
        if isinstance(content, nbformat.NotebookNode):
            content = nbformat.writes(content)
        return grader.grade(SubmittedFile(name, content if isinstance(content, bytes) else content.encode()), sandbox)

    return run


def copy_of(notebook):
    return nbformat.reads(nbformat.writes(notebook), as_version=4)


def cell_named(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("name") == name)


def lost(verdict):
    """The questions that lose points, with the messages of their failed checks."""
    return {q.name: " ".join(c.message for c in q.checks if not c.passed) for q in verdict.questions if q.earned < q.points}


def test_the_reference_earns_all(grade, reference):
    verdict = grade(reference)
    assert (verdict.outcome, verdict.earned, verdict.points) == (Outcome.GRADED, 38, 38)
    assert verdict.awaiting == 2
    assert "wider network" in verdict.written[0].answer
    assert not verdict.cell_errors
    assert {"torch", "python", "dl-autograder"} <= verdict.versions.keys()


def test_the_same_submission_gets_the_same_challenges(grade, reference):
    first, second = grade(reference), grade(reference)
    assert first.seed == second.seed
    assert first.questions[6].checks[0].measured == second.questions[6].checks[0].measured
    other = copy_of(reference)
    other.cells.append(nbformat.v4.new_code_cell("1 + 1"))
    assert grade(other).seed != first.seed


def test_the_bare_stub_earns_nothing_and_is_told_its_blanks(grade, stub):
    verdict = grade(stub)
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 0)
    for question in verdict.questions:
        for check in question.checks:
            assert check.waits or "blank" in check.message or "not defined" in check.message, check


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff\xfe\x80", "not a notebook"),
        (b"import torch\n", "not a notebook"),
        (b"", "empty"),
        (b"[1, 2]", "not a notebook"),
        (b'{"cells": []}', "not a notebook"),
    ],
)
def test_what_is_no_notebook(grade, content, said):
    verdict = grade(content)
    assert verdict.outcome is Outcome.UNREADABLE
    assert said in verdict.explanation
    assert verdict.earned == 0
    assert verdict.points == 38


def test_json_cut_off(grade, reference):
    text = nbformat.writes(reference)
    verdict = grade(text[: len(text) // 2])
    assert verdict.outcome is Outcome.UNREADABLE
    assert "cut off" in verdict.explanation


def test_nbformat_3_is_converted(grade, reference):
    cells = [
        {"cell_type": "code", "input": c.source, "language": "python", "metadata": {}, "outputs": [], "collapsed": False}
        for c in reference.cells
        if c.cell_type == "code" and "otter_ignore" not in c.metadata.get("tags", [])
    ]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells, "metadata": {}}]}
    assert grade(json.dumps(old)).earned == 38


def test_a_notebook_of_another_assignment(grade, reference):
    other = copy_of(reference)
    other.metadata["otter"]["assignment_name"] = "optimizers"
    verdict = grade(other)
    assert verdict.outcome is Outcome.UNREADABLE
    assert "'optimizers'" in verdict.explanation


def test_a_blank_left_is_named_and_the_rest_is_graded(grade, reference, stub):
    notebook = copy_of(reference)
    cell_named(notebook, "initialize").source = cell_named(stub, "initialize").source
    verdict = grade(notebook)
    assert lost(verdict).keys() == {"q3"}
    assert "still a blank to fill in: `initialize`, Question 3, line 5." in lost(verdict)["q3"]


def test_a_comment_that_stays_beside_a_filled_blank_costs_nothing(grade, reference):
    notebook = copy_of(reference)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = cell.source.replace(
                ".xavier_uniform_(layer.weight)", ".xavier_uniform_(layer.weight)  # Fill this blank!"
            )
    assert grade(notebook).earned == 38


def test_a_syntax_error_is_named_by_cell_and_the_rest_is_graded(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "evaluate")
    cell.source = cell.source.replace("def evaluate(model, dataset):", "def evaluate(model, dataset)")
    verdict = grade(notebook)
    assert lost(verdict).keys() == {"q6", "q8"}  # Question 8 measures with `evaluate`
    assert "The cell with `evaluate`, Question 6, which should define it, stopped: SyntaxError in line 1" in lost(verdict)["q6"]
    assert [error.cell for error in verdict.cell_errors] == ["the cell with `evaluate`, Question 6"]


def test_a_deleted_cell(grade, reference):
    notebook = copy_of(reference)
    notebook.cells.remove(cell_named(notebook, "loss"))
    verdict = grade(notebook)
    assert "q4" in lost(verdict)
    assert "No cell of the notebook defines it" in lost(verdict)["q4"]
    assert not {"q1", "q2", "q3", "q5", "q6"} & lost(verdict).keys()


def test_a_duplicated_cell_counts_as_it_runs(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "model")
    worse = nbformat.v4.new_code_cell(cell.source.replace("p=0.3", "p=0.7"))
    notebook.cells.insert(notebook.cells.index(cell), worse)  # the right one runs last
    assert grade(notebook).earned == 38


def test_reordered_cells_that_still_run(grade, reference):
    notebook = copy_of(reference)
    for name in ("evaluate", "model"):
        cell = cell_named(notebook, name)
        notebook.cells.remove(cell)
        notebook.cells.append(cell)
    assert grade(notebook).earned == 38


def test_check_cells_do_not_matter_where_they_stand(grade, reference):
    notebook = copy_of(reference)
    checks = [cell for cell in notebook.cells if cell.source.startswith("grader.check")]
    for cell in checks:
        notebook.cells.remove(cell)
    notebook.cells[1:1] = checks
    assert grade(notebook).earned == 38


def test_cells_without_metadata(grade, reference):
    notebook = copy_of(reference)
    for cell in notebook.cells:
        if "otter_ignore" not in cell.metadata.get("tags", []):
            cell.metadata = {}
    assert grade(notebook).earned == 38


def test_a_renamed_function_is_asked_for_by_name(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "initialize")
    cell.source = cell.source.replace("def initialize", "def initialise")  # codespell:ignore initialise
    assert "`initialize` is not defined" in lost(grade(notebook))["q3"]


def test_extra_cells_magics_and_commands(grade, reference):
    notebook = copy_of(reference)
    extra = [
        "!pip install numpy",
        "%pip install torch",
        "%matplotlib inline",
        "%%time\nx = 1",
        "%%bash\necho hello",
        "!ls\nfiles = !ls",
        "import warnings; warnings.warn('careful')",
        "import sys; print('to stderr', file=sys.stderr)",
        "plt.plot([1, 2]); plt.show()",
        "input('name?')",
        "1 / 0",
    ]
    notebook.cells[2:2] = [nbformat.v4.new_code_cell(source) for source in extra]
    assert grade(notebook).earned == 38


def test_an_endless_cell_is_interrupted_and_the_rest_goes_on(grade, reference):
    notebook = copy_of(reference)
    notebook.cells.insert(
        5, nbformat.v4.new_code_cell("while True:\n    try:\n        pass\n    except Exception:\n        pass")
    )
    verdict = grade(notebook)
    assert verdict.earned == 38
    assert "did not finish within" in verdict.cell_errors[0].message


def test_an_endless_function_loses_its_question(grade, reference, course, assignment, sandbox):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "plot")
    cell.source = "def comparison_plot(results):\n    while True:\n        pass"
    limits = Limits(cell_seconds=2, probe_seconds=1, submission_seconds=60)
    grader = Grader(course.model_copy(update={"limits": limits}), assignment, only=frozenset({"q8"}))
    verdict = grader.grade(SubmittedFile("endless.ipynb", nbformat.writes(notebook).encode()), sandbox)
    assert verdict.outcome is Outcome.GRADED
    assert verdict.earned == 7
    assert "did not finish within" in lost(verdict)["q8"]


@pytest.mark.slow
def test_what_cannot_be_interrupted_is_timed_out_with_its_points(reference, course, assignment, sandbox):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "plot")
    cell.source = (
        "import signal, time\ndef comparison_plot(results):\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})\n    time.sleep(1000)"
    )
    limits = Limits(cell_seconds=5, probe_seconds=10, submission_seconds=45)
    verdict = Grader(course.model_copy(update={"limits": limits}), assignment).grade(
        SubmittedFile("sleeps.ipynb", nbformat.writes(notebook).encode()), sandbox
    )
    assert verdict.outcome is Outcome.TIMED_OUT
    assert verdict.earned == 37


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("import os; os._exit(0)", Outcome.CRASHED),
        ("import ctypes; ctypes.string_at(0)", Outcome.CRASHED),
        ("import sys; sys.exit(1)", Outcome.GRADED),
        ("exit()", Outcome.GRADED),
        ("raise KeyboardInterrupt", Outcome.GRADED),
        ("def f(): f()\nf()", Outcome.GRADED),
    ],
)
def test_ends_of_the_process(grade, reference, source, outcome):
    notebook = copy_of(reference)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    verdict = grade(notebook)
    assert verdict.outcome is outcome
    assert verdict.earned == (38 if outcome is Outcome.GRADED else 0)


def test_a_crash_keeps_what_was_answered_before(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "evaluate")
    cell.source = "import os\ndef evaluate(model, dataset):\n    os._exit(3)"
    verdict = grade(notebook)
    assert verdict.outcome is Outcome.CRASHED
    assert "exit code 3" in verdict.explanation
    assert lost(verdict).keys() == {"q6", "q7", "q8"}


def test_outputs_of_100_megabytes(grade, reference):
    notebook = copy_of(reference)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="x" * 100 * 2**20)]
    assert grade(notebook).earned == 38


def test_byte_order_mark_and_crlf(grade, reference):
    text = nbformat.writes(reference).replace("\n", "\r\n").replace("\\n", "\\r\\n")
    assert grade("\ufeff" + text).earned == 38


def test_a_fault_of_ours_is_no_zero(course, assignment, sandbox, reference, monkeypatch):
    grader = Grader(course, assignment)

    def broken(ask):
        raise ZeroDivisionError("a judge's own mistake")

    monkeypatch.setattr(grader.questions[1].checks[0], "test_func", broken)
    verdict = grader.grade(SubmittedFile("fine.ipynb", nbformat.writes(reference).encode()), sandbox)
    assert verdict.outcome is Outcome.GRADER_ERROR
    assert verdict.earned is None
    assert "a judge's own mistake" in verdict.notes[0]


def wide(ask):
    np.ones((2**30, 2))  # sixteen gigabytes


def endless(ask):
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


@pytest.mark.parametrize(("judge", "said"), [(wide, "2000 MB of memory"), (endless, "0.5 seconds of processor time")])
def test_an_answer_that_is_too_much_to_judge_ends_the_submission_alone(
    course, assignment, sandbox, reference, monkeypatch, judge, said
):
    """A judge's memory depends on the answer: this is not a grader error, since another try would fail as well."""
    grader = Grader(course, assignment, only=frozenset({"q1", "q2", "q3"}))
    limits = resource.getrlimit(resource.RLIMIT_AS)
    file = SubmittedFile("wide.ipynb", nbformat.writes(reference).encode())
    with monkeypatch.context() as patched:
        patched.setattr(judge_limits, "CPU_SECONDS", 0.5)
        patched.setattr(grader.questions[1].checks[2], "test_func", judge)
        verdict = grader.grade(file, sandbox)
    assert verdict.outcome is Outcome.CRASHED
    assert said in verdict.explanation
    assert [question.earned for question in verdict.questions] == [3, 2, 0]
    assert not verdict.notes
    assert resource.getrlimit(resource.RLIMIT_AS) == limits
    assert grader.grade(file, sandbox).earned == 13  # neither limit remains


def test_waiting_for_an_answer_takes_none_of_the_judges_time(course, assignment, sandbox, reference, monkeypatch):
    notebook = copy_of(reference)
    notebook.cells.append(
        nbformat.v4.new_code_cell(
            "_build = build_model\ndef build_model(*a):\n    sum(range(3 * 10**7))\n    return _build(*a)"
        )
    )
    grader = Grader(course, assignment, only=frozenset({"q2"}))
    monkeypatch.setattr(judge_limits, "CPU_SECONDS", 0.3)
    verdict = grader.grade(SubmittedFile("slow.ipynb", nbformat.writes(notebook).encode()), sandbox)
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 6)
    assert verdict.cpu_seconds["submission"] > 0.3


def test_seconds_are_of_processor_time(course, assignment, sandbox, reference):
    """Other load on the machine does not count."""
    notebook = copy_of(reference)
    asleep = (
        "import time; time.sleep(2.2)\n_build = build_model\ndef build_model(*a):\n    time.sleep(2.2)\n    return _build(*a)"
    )
    notebook.cells.append(nbformat.v4.new_code_cell(asleep))
    limits = Limits(cell_seconds=2, probe_seconds=2, submission_seconds=60)
    grader = Grader(course.model_copy(update={"limits": limits}), assignment, only=frozenset({"q2"}))
    verdict = grader.grade(SubmittedFile("asleep.ipynb", nbformat.writes(notebook).encode()), sandbox)
    assert (verdict.outcome, verdict.earned, verdict.cell_errors) == (Outcome.GRADED, 6, [])


def test_nor_does_it_sleep_for_ever(course, assignment, sandbox, reference):
    notebook = copy_of(reference)
    asleep = "import time; time.sleep(1000)"
    notebook.cells.append(nbformat.v4.new_code_cell(asleep))
    cell_named(notebook, "model").source = f"def build_model(*a):\n    {asleep}"
    limits = Limits(cell_seconds=0.3, probe_seconds=0.3, submission_seconds=60)
    grader = Grader(course.model_copy(update={"limits": limits}), assignment, only=frozenset({"q2"}))
    verdict = grader.grade(SubmittedFile("asleep.ipynb", nbformat.writes(notebook).encode()), sandbox)
    assert verdict.outcome is Outcome.GRADED
    assert "it did not finish within 1.2 seconds" in verdict.cell_errors[0].message
    assert "Your code did not finish within 1.2 seconds" in lost(verdict)["q2"]


def test_the_sandbox_goes_on_after_every_kind_of_end(grade, reference):
    for source in ("import os; os._exit(1)", "import os; os.abort()"):
        notebook = copy_of(reference)
        notebook.cells.append(nbformat.v4.new_code_cell(source))
        assert grade(notebook).outcome is Outcome.CRASHED
    assert grade(reference).earned == 38


def test_every_check_that_shares_an_answer_is_told_its_blanks(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "model")
    cell.source = cell.source.replace("    model =", "    ...  # Fill this blank!\n    model =").replace("p=0.3", "p=0.7")
    # Dropout is the fifth check of Question 2, and the answer came at the first.
    assert "still a blank to fill in: `build_model`, Question 2, line 3." in lost(grade(notebook))["q2"]


def test_a_failure_that_checks_share_is_met_once(grade, reference):
    notebook = copy_of(reference)
    cell_named(
        notebook, "model"
    ).source = "calls = []\ndef build_model(h1=100, h2=100):\n    calls.append(1)\n    raise ValueError(f'call {len(calls)}')"
    messages = [check.message for check in grade(notebook).questions[1].checks]
    assert len(messages) == 6
    assert all("ValueError: call 1\n" in message for message in messages)


def without_its_name(notebook):
    copied = copy_of(notebook)
    del copied.metadata["otter"]
    return copied


SOMETHING_ELSE = [
    "import numpy as np\nx = np.arange(3)",
    "def fibonacci(n):\n    return n",
    "# build_model is another's",
    "1 / 0",
]


@pytest.mark.parametrize("cells", [SOMETHING_ELSE, [], ["x <- c(1, 2)\nlibrary(ggplot2)"], ["import no_such_package"]])
def test_a_notebook_of_something_else(grade, cells):
    verdict = grade(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]))
    assert verdict.outcome is Outcome.UNREADABLE
    assert "a notebook of this assignment: it names no assignment" in verdict.explanation
    assert "`build_model`" in verdict.explanation
    assert (verdict.earned, verdict.points) == (0, 38)


def test_a_notebook_that_lost_its_name_is_graded(grade, reference, stub):
    assert grade(without_its_name(reference)).earned == 38
    bare = grade(without_its_name(stub))
    assert (bare.outcome, bare.earned) == (Outcome.GRADED, 0)


@pytest.mark.parametrize("broken", ["1 / 0\n", "def f(:\n", "import no_such_package\nno_such_package.run(\n"])
def test_a_notebook_that_lost_its_name_and_runs_nowhere_is_graded(grade, reference, broken):
    """Its cells would define the required names."""
    notebook = without_its_name(reference)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = broken + cell.source
    verdict = grade(notebook)
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 0)
    assert verdict.cell_errors


def test_one_name_that_is_asked_for_makes_it_a_notebook_of_the_assignment(grade):
    cell = nbformat.v4.new_code_cell("def build_model():\n    return None")
    verdict = grade(nbformat.v4.new_notebook(cells=[cell]))
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 0)


def test_a_notebook_that_says_what_it_is_is_graded_though_it_is_empty(grade, reference):
    notebook = copy_of(reference)
    notebook.cells = []
    assert grade(notebook).outcome is Outcome.GRADED


@pytest.mark.parametrize(
    "line",
    [
        "model = model.to('cuda')",
        "model.cuda()",
        "device = torch.device('cuda'); model = model.to(device)",
        "model = model.to('cuda:0')",
        "torch.ones(3, device='mps')",
        "model = model.to('mps')",
        "torch.cuda.get_device_name(0)",
        "torch.cuda.FloatTensor([1.0])",
    ],
)
def test_a_gpu_that_is_not_there_is_told_with_what_to_write(grade, reference, line):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "model")
    cell.source = cell.source.replace("    return model", f"    {line}\n    return model")
    said = lost(grade(notebook))["q2"]
    assert "There is no GPU where this ran" in said
    assert 'device = "cuda" if torch.cuda.is_available() else "cpu"' in said


def test_a_gpu_that_is_not_there_is_told_where_a_name_is_missing_for_it(grade, reference):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "loss")
    cell.source = cell.source.replace("criterion = ", "criterion = nn.Linear(1, 1).cuda() and ")
    said = lost(grade(notebook))["q4"]
    assert "which should define it, stopped" in said and "There is no GPU where this ran" in said
