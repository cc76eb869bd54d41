"""The same submission gets the same points in a student's kernel, where otter runs the checks, and from the engine.

For a sample of each assignment's examples, which must lose the points that they declare; `test_audits.py` tests the others.
`test_otter_zip.py` tests that `otter run` and `otter grade` give the engine's points.
"""

import contextlib
import json
import re
from functools import cache

import nbformat
import pytest
from helpers.samples import COURSE, for_every_door
from jupyter_client.manager import start_new_kernel

from autograder.authoring.audit import GradedExample
from autograder.authoring.examples import notebook_of
from autograder.authoring.handout import file_name
from autograder.checks import mnist
from autograder.checks.ask import PRACTICE
from autograder.grading.grader import Grader
from autograder.model.notebook_file import IGNORE_TAG
from autograder.model.submission import SubmittedFile
from autograder.sandbox.client import one_sandbox

pytestmark = pytest.mark.slow

CHECK = re.compile(r"^(\s*)\w+\.(check|check_all|export|to_pdf)\(.*\)[\s;]*$", re.M)
SCORES = "import json; print('SCORES', json.dumps({{q: grader.check(q).score for q in {questions}}}))"


def checked(assignment):
    return [question.name for question in assignment.checked]


EXAMPLES = [(assignment, example) for assignment in COURSE.assignments.values() for example in for_every_door(assignment)]


@pytest.fixture(scope="session")
def sandbox_for():
    """A sandbox with the frameworks of an assignment."""
    with contextlib.ExitStack() as stack:
        yield cache(lambda frameworks: stack.enter_context(one_sandbox(frameworks)))


@pytest.fixture(scope="session")
def raw_data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    mnist.lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, source):
    """Execute a cell; return its output, and its error if any."""
    printed, errors = [], []

    def note(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            printed.append(content["text"])
        elif message["msg_type"] == "error":
            errors.append("\n".join(content["traceback"]))

    client.execute_interactive(source, output_hook=note, timeout=300)
    return "".join(printed), errors


def in_the_kernel(client, assignment, notebook, folder, raw_data):
    """The points of a student who runs all cells, and then every check."""
    (folder / "data" / "MNIST").mkdir(parents=True)
    (folder / "data" / "MNIST" / "raw").symlink_to(raw_data)
    nbformat.write(notebook, folder / file_name(assignment.name, "en"))
    run(client, f"%reset -f\n%cd -q {folder}")
    for cell in notebook.cells:
        if cell.cell_type == "code" and IGNORE_TAG not in cell.metadata.get("tags", []):
            run(client, CHECK.sub(r"\1None", cell.source))
    printed, errors = run(client, SCORES.format(questions=checked(assignment)))
    assert "SCORES" in printed, errors
    return json.loads(printed.rpartition("SCORES")[2].strip().splitlines()[0])


class PracticeGrader(Grader):
    """The engine with the seeds of a student's notebook, so that both doors use the same data and every point has to agree."""

    def material(self, digest):
        return PRACTICE


def by_the_engine(assignment, notebook, sandbox):
    file = SubmittedFile("example.ipynb", nbformat.writes(notebook).encode())
    verdict = PracticeGrader(COURSE, assignment).grade(file, sandbox)
    assert not verdict.notes
    return verdict


@pytest.mark.parametrize(("assignment", "example"), EXAMPLES, ids=lambda value: value.name)
def test_the_doors_agree(assignment, example, tmp_path, kernel, sandbox_for, raw_data):
    notebook = notebook_of(example, COURSE, assignment)
    graded = GradedExample(example, 0, by_the_engine(assignment, notebook, sandbox_for(assignment.frameworks)))
    engine = {question.name: question.earned for question in graded.verdict.questions}
    assert in_the_kernel(kernel, assignment, notebook, tmp_path, raw_data) == engine
    assert not graded.complaint
