"""The commands on the command line."""

import csv
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest
from helpers.repository import REPOSITORY, copy_course

ENVIRONMENT = {**os.environ, "COLUMNS": "100"}


def run(*arguments, cwd=REPOSITORY):
    command = [str(Path(os.sys.executable).parent / "autograder"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=ENVIRONMENT, timeout=300)


def rows(folder):
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def mixed_class(tmp_path_factory, reference, stub):
    """A folder, a zip and a single file; Korean names, two submissions with the same name, and a file that is not a notebook."""
    base = tmp_path_factory.mktemp("반 1")
    for path, notebook in (("제출/김민지.ipynb", reference), ("제출/b/hw.ipynb", stub), ("제출/c/hw.ipynb", reference)):
        (base / path).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, base / path)
    (base / "제출" / "notes.txt").write_text("hello")
    (base / "broken.ipynb").write_text(nbformat.writes(reference)[:5000])
    with zipfile.ZipFile(base / "late.zip", "w") as archive:
        archive.writestr("folder/hw.ipynb", nbformat.writes(reference))
    return base


@pytest.fixture(scope="module")
def own_course(tmp_path_factory):
    """A copy of the course with its own store."""
    return copy_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def graded(mixed_class, own_course):
    output = mixed_class / "results"
    submissions = [mixed_class / "제출", mixed_class / "late.zip", mixed_class / "broken.ipynb"]
    done = run("grade", *submissions, "-o", output, "--course", own_course)
    return done, output


def test_a_class_is_graded(graded):
    done, output = graded
    assert done.returncode == 0, done.stderr
    points = {(row["submission"], row["outcome"]): row["points"] for row in rows(output)}
    assert points[("김민지.ipynb", "graded")] == "38"
    assert points[("b/hw.ipynb", "graded")] == "0"
    assert points[("c/hw.ipynb", "graded")] == "38"
    assert points[("folder/hw.ipynb", "graded")] == "38"
    assert points[("broken.ipynb", "unreadable")] == "0"


def test_every_submission_has_its_own_files(graded):
    _, output = graded
    assert len(list(output.glob("*.html"))) == 5
    assert len(list(output.glob("*.json"))) == 5


def test_what_was_left_out_is_said(graded):
    done, _ = graded
    assert "notes.txt" in done.stdout


def test_no_traceback_and_no_progress_without_a_terminal(graded):
    done, _ = graded
    assert re.fullmatch("Sandbox: .*limits.*landlock.*seccomp.*\\n", done.stderr)  # the working layers, and nothing else


def test_show(graded):
    _, output = graded
    table = run("show", output)
    assert table.returncode == 0
    assert "unreadable" in table.stdout
    one = run("show", next(output.glob("*민지*.json")))
    assert "Two batch normali" in one.stdout


def test_a_notebook_of_another_assignment_stops_nobody(mixed_class, tmp_path, own_course, reference):
    for name in ("kim", "lee"):
        shutil.copy(mixed_class / "제출" / "b" / "hw.ipynb", tmp_path / f"{name}.ipynb")
    stray = nbformat.from_dict(reference)
    stray.metadata.otter.assignment_name = "optimizers"
    nbformat.write(stray, tmp_path / "stray.ipynb")
    done = run("grade", tmp_path, "-o", tmp_path / "results", "--course", own_course)
    assert done.returncode == 0, done.stderr
    outcomes = {row["submission"]: (row["outcome"], row["explanation"]) for row in rows(tmp_path / "results")}
    assert outcomes["stray.ipynb"] == ("unreadable", "This is a notebook of the assignment 'optimizers', not of 'mnist_mlp'.")
    assert outcomes["kim.ipynb"][0] == outcomes["lee.ipynb"][0] == "graded"
    assert "Not graded, because they belong to an assignment other than mnist_mlp: stray.ipynb (optimizers)." in done.stdout
    (tmp_path / "lee.ipynb").unlink()
    done = run("grade", tmp_path, "-o", tmp_path / "results", "--course", own_course)
    assert done.returncode == 2
    assert "belong to several assignments (mnist_mlp, optimizers). Name one with --assignment" in done.stderr


@pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="a folder that nobody can write into")
def test_an_output_folder_for_reading_only_is_told_before_the_class_is_graded(mixed_class, own_course):
    done = run("grade", mixed_class / "broken.ipynb", "-a", "mnist_mlp", "-o", "/proc/self/fdinfo", "--course", own_course)
    assert done.returncode == 2
    assert re.fullmatch(
        r"autograder: The folder /proc/self/fdinfo is not writable \(.*\); choose another folder\.\n", done.stderr
    )


def test_an_output_folder_that_cannot_be_written(mixed_class, tmp_path):
    (tmp_path / "taken").write_text("a file")
    done = run("grade", mixed_class / "broken.ipynb", "-a", "mnist_mlp", "-o", tmp_path / "taken")
    assert done.returncode == 2
    assert "taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_such_submission(tmp_path):
    done = run("grade", tmp_path / "nobody.ipynb", "-o", tmp_path / "results")
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_imported_from_the_folder_it_is_called_in(tmp_path, own_course, stub):
    """In a folder of unpacked submissions, a student's json.py would run outside the sandbox."""
    nbformat.write(stub, tmp_path / "stub.ipynb")
    for module in ("json", "numpy", "autograder"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'w')")
    done = run("grade", "stub.ipynb", "--course", own_course, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "mark").exists()


def test_an_unknown_key_in_grader_yml(tmp_path):
    text = (REPOSITORY / "grader.yml").read_text().replace("cell_seconds", "cell_second")
    (tmp_path / "grader.yml").write_text(text)
    done = run("build", "--check", "--course", tmp_path / "grader.yml")
    assert done.returncode == 2
    assert "grader.yml, line" in done.stderr
    assert "cell_second" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_assignment():
    done = run("audit", "nothing")
    assert done.returncode == 2
    assert "mnist_mlp" in done.stderr


def a_course(folder):
    """This repository's course in another folder."""
    for part in ("solutions", "tests/assignments"):
        shutil.copytree(REPOSITORY / part, folder / part)
    shutil.copy(REPOSITORY / "grader.yml", folder)
    return folder


@pytest.mark.slow
def test_build_check_fails_where_the_stub_is_stale(tmp_path):
    folder = a_course(tmp_path)
    done = run("build", "mnist_mlp", "--check", cwd=folder)
    assert done.returncode == 2
    assert "run `autograder build`" in done.stderr


@pytest.mark.slow
def test_build_fails_where_the_reference_loses_a_point(tmp_path):
    folder = a_course(tmp_path)
    master = folder / "solutions" / "mnist_mlp.py"
    master.write_text(master.read_text().replace("nn.Dropout(p=0.3)", "nn.Dropout(p=0.5)"))
    done = run("build", "mnist_mlp", "--check", cwd=folder)
    assert done.returncode == 2
    assert "the reference does not earn all points" in done.stderr
    assert "Dropout after each hidden layer" in done.stderr


@pytest.mark.slow
def test_build_fails_where_a_bare_stub_earns_points(tmp_path):
    folder = a_course(tmp_path)
    master = folder / "solutions" / "mnist_mlp.py"
    master.write_text(
        master.read_text().replace("criterion = nn.CrossEntropyLoss()  # SOLUTION", "criterion = nn.CrossEntropyLoss()")
    )
    done = run("build", "mnist_mlp", "--check", cwd=folder)
    assert done.returncode == 2
    assert "the unchanged hand-out" in done.stderr
    assert "The loss is the cross-entropy" in done.stderr


def test_points_that_do_not_add_up(tmp_path):
    folder = a_course(tmp_path)
    path = folder / "tests" / "assignments" / "mnist_mlp" / "q3.py"
    path.write_text(path.read_text().replace("points=2", "points=3"))
    done = run("build", "mnist_mlp", "--check", cwd=folder)
    assert done.returncode == 2
    assert "q3.py: the checks have 5 points together, but grader.yml gives question q3 4." in " ".join(done.stderr.split())


@pytest.mark.parametrize("command", [["push", "moodle"], ["serve"]])
def test_what_speaks_with_systems_is_an_extra(command):
    """Students do not install it, and every other command works without it."""
    extra = ("canvasapi", "keyring", "pylti1p3", "starlette", "tenacity", "uvicorn")
    program = f"import sys; sys.modules.update(dict.fromkeys({extra!r})); from autograder.cli import main; main()"
    done = subprocess.run([os.sys.executable, "-c", program, *command], capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 2
    assert re.fullmatch(
        r"autograder: \w+ is not installed; to install it, run: pip install 'dl-autograder\[online\]'\.\n", done.stderr
    )


def test_hand_outs_that_were_not_built_are_said(mixed_class, tmp_path):
    course = copy_course(tmp_path / "course")
    (course / "assignments" / "mnist_mlp" / "mnist_mlp.ko.ipynb").unlink()
    done = run("grade", mixed_class / "broken.ipynb", "-a", "mnist_mlp", "-o", tmp_path / "results", "--course", course)
    assert "mnist_mlp lacks mnist_mlp.ko.ipynb, so written answers are found by their cells' names only" in " ".join(
        done.stdout.split()
    )
