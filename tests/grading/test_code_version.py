"""A submission is graded again only if the code behind its verdict has changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.repository import REPOSITORY

PACKAGE = REPOSITORY / "autograder"
VERSION = "from autograder.grading.code_version import code_version; print(code_version())"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, folder / "autograder", ignore=shutil.ignore_patterns("data", "__pycache__"))
    return folder


def version(folder):
    done = subprocess.run(
        [sys.executable, "-P", "-c", VERSION], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(folder)}
    )
    return done.stdout


def with_another_comment(folder, module):
    path = folder / "autograder" / module
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "\n# another comment\n", encoding="utf-8")
    try:
        return version(folder)
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    "module",
    [
        "integrations/lms/canvas_files.py",
        "integrations/lti_tool/app.py",
        "integrations/otter/plugin.py",
        "report/page.py",
        "cli/grading.py",
        "authoring/build.py",
        "grading/store.py",
    ],
)
def test_a_comment_elsewhere_grades_nobody_again(copied, module):
    assert with_another_comment(copied, module) == version(copied)


@pytest.mark.parametrize(
    "module",
    [
        "checks/expect/basics.py",
        "checks/probes/figures.py",
        "checks/student.py",
        "sandbox/child.py",
        "model/notebook_file.py",
        "grading/grader.py",
        "grading/question_tests.py",
        "grading/written_answers.py",
    ],
)
def test_what_can_change_a_verdict_counts(copied, module):
    assert with_another_comment(copied, module) != version(copied)


def test_all_that_the_grader_and_the_sandbox_import_counts():
    program = """
import sys
import autograder.grading.grader, autograder.sandbox.child, autograder.sandbox.parent, autograder.checks.probes, autograder.checks.expect
from autograder.grading.code_version import files
imported = {module.__file__ for name, module in sys.modules.items() if name.startswith("autograder.")}
print(*sorted(imported - {str(file) for file in files()}), sep="\\n")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    without = {Path(line).relative_to(PACKAGE).as_posix() for line in done.stdout.split()}
    assert without == set()
