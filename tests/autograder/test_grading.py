"""What the engine makes of submissions that are not as they should be: each loses what it must, and nothing else."""

import json

import nbformat
import pytest

from autograder.course import Limits
from autograder.grading import Grader
from autograder.submission import SubmittedFile
from autograder.verdict import Outcome


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
    """The questions that lose points, with the messages of what failed."""
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
            assert "blank" in check.message or "not defined" in check.message, check


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
    assert "still a blank to fill in: code cell 10, line 5" in lost(verdict)["q3"]


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
    assert "Code cell 17, which should define it, stopped: SyntaxError in line 1" in lost(verdict)["q6"]
    assert [error.cell for error in verdict.cell_errors] == ["code cell 17"]


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
    cell.source = cell.source.replace("def initialize", "def initialise")
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
    assert "did not finish within 2 seconds" in verdict.cell_errors[0].message


def test_an_endless_function_loses_its_question(grade, reference, course, assignment, sandbox):
    notebook = copy_of(reference)
    cell = cell_named(notebook, "plot")
    cell.source = "def comparison_plot(results):\n    while True:\n        pass"
    limits = Limits(cell_seconds=2, probe_seconds=1, submission_seconds=60)
    grader = Grader(course.model_copy(update={"limits": limits}), assignment, only=frozenset({"q8"}))
    verdict = grader.grade(SubmittedFile("endless.ipynb", nbformat.writes(notebook).encode()), sandbox)
    assert verdict.outcome is Outcome.GRADED
    assert verdict.earned == 7
    assert "did not finish within 1 seconds" in lost(verdict)["q8"]


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
    assert "still a blank to fill in: code cell 8, line 3" in lost(grade(notebook))["q2"]


def test_a_failure_that_checks_share_is_met_once(grade, reference):
    notebook = copy_of(reference)
    cell_named(
        notebook, "model"
    ).source = "calls = []\ndef build_model(h1=100, h2=100):\n    calls.append(1)\n    raise ValueError(f'call {len(calls)}')"
    messages = [check.message for check in grade(notebook).questions[1].checks]
    assert len(messages) == 6
    assert all("ValueError: call 1\n" in message for message in messages)
