"""What several test files share: the course of this repository, its reference, and a warm sandbox."""

import json
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from autograder import handout
from autograder.course import load_course
from autograder.sandbox import one_sandbox

REPOSITORY = Path(__file__).parents[2]


def copy_course(folder):
    """Copy what a course needs to be graded; the copy has a store and a secret of its own."""
    for path in ("grader.yml", "solutions", "tests/assignments", "tests/solutions/mnist_mlp/right"):
        source, target = REPOSITORY / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return folder


@pytest.fixture(scope="session")
def course():
    return load_course(REPOSITORY)


@pytest.fixture(scope="session")
def assignment(course):
    return course.assignment("mnist_mlp")


@pytest.fixture(scope="session")
def reference(course, assignment):
    """The notebook of a student who did everything right."""
    return handout.reference(course, assignment)


@pytest.fixture(scope="session")
def stub(course, assignment):
    """The notebook as it is handed out."""
    return handout.stub(course, assignment)


@pytest.fixture(scope="session")
def sandbox():
    with one_sandbox(("torch",)) as running:
        yield running


@pytest.fixture
def as_file():
    """Write a notebook (or any text) into a file and return its path."""

    def write(notebook, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else nbformat.writes(notebook), encoding="utf-8")
        return path

    return write


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def lti_platform(host="localhost", **asked):
    """Open edX's consumer, running: what it tells the tool (platform), and its line items. See openedx.py."""
    port = free_port()
    command = [sys.executable, str(Path(__file__).parent / "openedx.py"), json.dumps({"host": host, "port": port, **asked})]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        try:
            yield json.loads(program.stdout.readline()) | {"url": f"http://{host}:{port}"}
        finally:
            program.kill()
