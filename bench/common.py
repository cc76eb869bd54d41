"""Shared by the benchmarks: the course, a class of copies with differing hashes, and facts about the machine."""

import json
import os
import platform
import re
import tempfile
from contextlib import chdir
from pathlib import Path

import nbformat
from otter.generate import main as otter_generate

from autograder.authoring.examples import Example
from autograder.authoring.handout import reference
from autograder.model.course_file import load_course
from autograder.model.submission import SubmittedFile

REPOSITORY = Path(__file__).parents[1]
COURSE = load_course(REPOSITORY)
ASSIGNMENT = COURSE.assignment("mnist_mlp")
REFERENCE = reference(COURSE, ASSIGNMENT)


def copy_of_reference(number: int) -> SubmittedFile:
    """A right submission, different from every other in one comment."""
    notebook = nbformat.from_dict(REFERENCE)
    notebook.cells = [*REFERENCE.cells, nbformat.v4.new_code_cell(f"# student {number}", id="student")]
    return SubmittedFile(f"student{number:05}.ipynb", nbformat.writes(notebook).encode())


def write_plain_zip(path: Path) -> None:
    """Write otter's own autograder zip: everything runs in otter's kernel."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("otter_config.json").write_text(json.dumps({"assignment_name": ASSIGNMENT.name}))
        tests = str(COURSE.tests_folder(ASSIGNMENT.name))
        otter_generate(tests_dir=tests, output_path=str(path), config="otter_config.json", no_requirements=True, lang="python")


def family(example: Example) -> str:
    """The family of attacks that a hostile example belongs to, as its docstring says."""
    found = re.search(r"^family: (.*)$", (COURSE.examples_folder(ASSIGNMENT.name) / f"{example.name}.py").read_text(), re.M)
    return found[1] if found else "others"


def machine() -> str:
    """The machine in a line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
