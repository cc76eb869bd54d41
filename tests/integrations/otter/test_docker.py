"""`otter grade` in real containers, and the complete image. Needs root, and Debian's docker.io, docker-buildx, debootstrap and iptables.

`make test-docker` runs it, and starts a Docker engine if none is running.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from helpers.repository import REPOSITORY, copy_course

from autograder.authoring.examples import notebook_of, read_example, read_hostile
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.integrations.otter.zip_file import write_image, write_zip
from autograder.model.course_file import load_course
from autograder.model.submission import SubmittedFile

pytestmark = pytest.mark.docker

COURSE = load_course(REPOSITORY)
BASE, READY, ENGINE = "autograder-test-base", "autograder-test-ready", "autograder-test-engine"
SUITE = "bookworm"
HOSTILE = [
    "exit_in_probe", "kill_grader_processes", "patch_otter_grading_results", "pickle_results_of_otter", "pickles_in_the_folder",
    "read_course_secret", "write_results_files",
]  # fmt: skip
EXAMPLES = {
    "mnist_mlp": ["right/everything_differently", "wrong/eval_in_training_mode", "wrong/init_batchnorm_drawn_too"],
    "optimizers": ["right/everything_differently", "wrong/adagrad_epsilon_1e_8", "wrong/adam_amsgrad"],
}


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module", autouse=True)
def docker_engine(tmp_path_factory):
    """A Docker engine: the running one, or a new one."""
    assert shutil.which("docker"), "install docker.io"
    assert not subprocess.run(["docker", "buildx", "version"], capture_output=True).returncode, (
        "install docker-buildx, or put its binary into cli-plugins/ of the folder that DOCKER_CONFIG names"
    )
    if subprocess.run(["docker", "info"], capture_output=True).returncode == 0:
        yield
        return
    folder = tmp_path_factory.mktemp("docker")
    command = ["dockerd", "--data-root", str(folder / "data"), "--exec-root", str(folder / "run")]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as engine:
        try:
            deadline = time.monotonic() + 60
            while subprocess.run(["docker", "info"], capture_output=True).returncode:
                assert engine.poll() is None and time.monotonic() < deadline, (folder / "log").read_text()[-2000:]
                time.sleep(1)
            yield
        finally:
            engine.terminate()


@pytest.fixture(scope="module")
def base_image(tmp_path_factory):
    """A minimal system with only this machine's access to the Python package registry."""
    root = tmp_path_factory.mktemp("base") / "root"
    run("debootstrap", "--variant=minbase", SUITE, root)
    config = "[global]\n"
    for line in run(sys.executable, "-m", "pip", "config", "list").splitlines():
        name, _, value = line.partition("=")
        key, value = name.rpartition(".")[2], value.strip("'")
        if key == "cert":
            shutil.copy(value, root / "etc" / "registry-certificates.crt")
            config += "cert = /etc/registry-certificates.crt\n"
        elif key == "find-links" and Path(value).is_dir():
            shutil.copytree(value, root / value.lstrip("/"), dirs_exist_ok=True)
            config += f"find-links = {value}\n"
    (root / "etc" / "pip.conf").write_text("".join(dict.fromkeys(config.splitlines(keepends=True))))
    with subprocess.Popen(["tar", "-C", str(root), "-c", "."], stdout=subprocess.PIPE) as packed:
        run("docker", "import", "-", BASE, stdin=packed.stdout)
    return BASE


@pytest.fixture(scope="module")
def ready_image(base_image, tmp_path_factory):
    folder = tmp_path_factory.mktemp("image")
    write_image(COURSE, folder)
    for target in (("--target", "otter", "--tag", READY), ("--tag", ENGINE)):
        run("docker", "buildx", "build", "--load", "--build-arg", f"BASE={base_image}", *target, folder, timeout=3000)
    return READY


def submissions_of(name, folder):
    """Examples as submissions, by path. Two of them have the same file name."""
    assignment, folder = COURSE.assignment(name), COURSE.examples_folder(name)
    questions = {question.name for question in assignment.checked}
    examples = [read_example(folder / f"{example}.py", questions) for example in EXAMPLES[name]]
    if name == "mnist_mlp":
        examples += [example for example in read_hostile(folder, questions) if Path(example.name).name in HOSTILE]
    placed = {}
    for number, example in enumerate(examples):
        path = folder / ("first" if number else "second") / f"{Path(example.name).name if number > 1 else 'hw'}.ipynb"
        path.parent.mkdir(exist_ok=True, parents=True)
        nbformat.write(notebook_of(example, COURSE, assignment), path)
        placed[path] = example
    return placed


@contextmanager
def otter_grade(name, image, placed, folder):
    """The rows of otter's table, by the first characters of the submission's hash."""
    write_zip(COURSE, COURSE.assignment(name), folder / "autograder.zip")
    folders = sorted({str(path.parent) for path in placed})
    options = ["--name", name, "--autograder", folder / "autograder.zip", "--image", image, "--output-dir", folder]
    run(sys.executable, "-m", "otter", "grade", *options, "--containers", 2, "--summaries", *folders, timeout=3000)
    with (folder / "final_grades.csv").open(newline="") as file:
        yield {row["submission"]: row for row in csv.DictReader(file)}
    subprocess.run(["docker", "image", "rm", "--force", f"otter-grade:{name}"], capture_output=True)


@pytest.mark.parametrize(("name", "image"), [("mnist_mlp", "base_image"), ("optimizers", "ready_image")])
def test_otter_grade(name, image, tmp_path, request):
    """Every submission has its own row with the engine's points; hostile ones gain nothing, and do not affect others."""
    placed = submissions_of(name, tmp_path / "submissions")
    assignment = COURSE.assignment(name)
    grader = Grader(COURSE, assignment)
    tasks = [Task(grader, SubmittedFile(path.name, path.read_bytes())) for path in placed]
    verdicts = grade_all(tasks, jobs=2)
    with otter_grade(name, request.getfixturevalue(image), placed, tmp_path) as rows:
        assert len(rows) == len(placed) + 1
        for example, verdict in zip(placed.values(), verdicts, strict=True):
            row = rows[verdict.digest[:12]]
            assert row["grading_status"] == "Completed"
            if example.name.startswith("hostile/"):
                earned = {question.name for question in assignment.checked if float(row[question.name])}
                assert earned <= (
                    example.earns if example.starts_blank else {q.name for q in assignment.checked} - example.loses
                )
            else:
                assert row["outcome"] == "graded"
                found = {q.name: float(row[q.name]) for q in verdict.questions}
                assert found == {q.name: q.earned for q in verdict.questions}
    summaries = list((tmp_path / "grading-summaries").glob("*.txt"))
    assert len(summaries) == len(placed) - 1  # otter uses the file name, and two are equal


def test_setup_does_nothing_in_a_ready_image(ready_image, tmp_path):
    write_zip(COURSE, COURSE.assignment("mnist_mlp"), tmp_path / "autograder.zip")
    shutil.unpack_archive(tmp_path / "autograder.zip", tmp_path / "source")
    traced = ["docker", "run", "--rm", "--network", "none", "-v", f"{tmp_path}/source:/autograder/source", ready_image]
    done = subprocess.run([*traced, "bash", "-x", "/autograder/source/setup.sh"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not re.search("apt-get|/pip ", done.stderr)


def test_the_ready_image_grades_as_an_ordinary_user(ready_image, tmp_path):
    folder = copy_course(tmp_path / "course")
    shutil.copytree(REPOSITORY / "demo" / "submissions", folder / "submissions")
    for path in [tmp_path, folder, *folder.rglob("*")]:
        path.chmod(0o777)
    inside = ["docker", "run", "--rm", "--network", "none", "-v", f"{folder}:/course"]
    assert run(*inside, "--entrypoint", "id", ENGINE, "-u").strip() != "0"
    run(*inside, ENGINE, "grade", "submissions", timeout=1000)
    with (folder / "results" / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        graded = list(csv.DictReader(file))
    assert len(graded) == len(os.listdir(folder / "submissions"))
    assert {row["outcome"] for row in graded} <= {"graded", "crashed", "timed out", "unreadable"}
