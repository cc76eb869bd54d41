"""A class graded twice, changed in between, interrupted, and killed: every grade arrives once, and is the same."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from helpers.repository import copy_course

AUTOGRADER = str(Path(sys.executable).parent / "autograder")
KILLS = 14


@pytest.fixture
def homework(tmp_path, reference, stub):
    """A course with its own store, and a small class: six different submissions."""
    course = copy_course(tmp_path / "course")
    (tmp_path / "class").mkdir()
    for number in range(6):
        notebook = nbformat.from_dict(stub if number == 5 else reference)
        notebook.cells.append(nbformat.v4.new_code_cell(f"student = {number}"))
        nbformat.write(notebook, tmp_path / "class" / f"student{number}.ipynb")
        notebook.cells.pop()
    return course, tmp_path / "class", tmp_path / "results"


def command(homework, *options):
    course, submissions, output = homework
    return [AUTOGRADER, "grade", str(submissions), "-o", str(output), "--course", str(course), *options]


def grade(homework, *options):
    done = subprocess.run(command(homework, *options), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done


def rows(homework):
    with (homework[2] / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_only_what_is_new_or_changed_is_graded_again(homework):
    course, submissions, _ = homework
    grade(homework)
    first = rows(homework)
    again = grade(homework)
    assert "6 unchanged since the last grading; 0 to grade." in again.stderr
    assert rows(homework) == first
    changed = submissions / "student0.ipynb"
    changed.write_text(changed.read_text().replace("student = 0", "student = 10"))
    (submissions / "copy.ipynb").write_bytes((submissions / "student1.ipynb").read_bytes())
    third = grade(homework)
    assert "5 unchanged since the last grading; 1 to grade." in third.stderr
    assert len(rows(homework)) == 7
    test_file = course / "tests" / "assignments" / "mnist_mlp" / "q1.py"
    test_file.write_text(test_file.read_text() + "\n# another version\n")
    fourth = grade(homework)
    assert "unchanged" not in fourth.stderr
    assert [row["points"] for row in rows(homework)] == ["38"] * 6 + ["0"]


@pytest.mark.slow
def test_regrade_grades_everything_again_and_finds_the_same(homework):
    grade(homework)
    first = rows(homework)
    pages = {path: path.stat().st_mtime_ns for path in homework[2].glob("*.json")}
    assert "unchanged" not in grade(homework, "--regrade").stderr
    assert rows(homework) == first
    assert all(path.stat().st_mtime_ns > before for path, before in pages.items())


@pytest.mark.slow
def test_ctrl_c_stops_cleanly_and_is_continued(homework):
    """Finished results are kept; no process is left."""
    process = subprocess.Popen(command(homework, "-j", "1"), stderr=subprocess.PIPE, text=True)
    store = homework[0] / ".autograder" / "store.sqlite"
    wait_for(lambda: verdicts_in(store) >= 2)
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "of 6 are graded and saved; run the same command to continue" in said
    assert "Traceback" not in said
    psutil.wait_procs(family, timeout=20)
    assert not [p for p in family if p.is_running()]
    kept = verdicts_in(store)
    assert kept >= 2
    assert f"{kept} unchanged since the last grading; {6 - kept} to grade." in grade(homework).stderr
    assert [row["points"] for row in rows(homework)] == ["38"] * 5 + ["0"]


def verdicts_in(store):
    import sqlite3

    try:
        database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        count = database.execute("SELECT count(*) FROM verdict").fetchone()[0]
        database.close()
    except sqlite3.Error:
        return 0
    return count


def wait_for(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
def test_kill_anything_at_any_moment(homework):
    """SIGKILL to the engine, a worker, a launcher, a parent or a submission; then the same command: the same grades."""
    undisturbed = copy_course(homework[0].parent / "undisturbed"), homework[1], homework[0].parent / "expected"
    secret = homework[0] / ".course-secret"
    grade(undisturbed)
    secret.write_text((undisturbed[0] / ".course-secret").read_text())
    expected, dice = rows(undisturbed), random.Random(0)
    for attempt in range(KILLS):
        process = subprocess.Popen(
            command(homework, *(["--regrade"] if attempt % 5 == 4 else [])),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.5, 9))
        family = (
            [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            if process.poll() is None
            else []
        )
        if family:
            dice.choice(family).kill()
        process.wait(240)
        psutil.wait_procs(family, timeout=30)
        assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    grade(homework)
    assert rows(homework) == expected


def test_an_engine_killed_leaves_no_process(homework):
    process = subprocess.Popen(command(homework), stderr=subprocess.DEVNULL)
    wait_for(lambda: verdicts_in(homework[0] / ".autograder" / "store.sqlite") >= 1)
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 4
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    psutil.wait_procs(family, timeout=20)
    assert not [p for p in family if p.is_running()]
