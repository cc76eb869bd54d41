"""The engine starts tasks as they arrive, uses all workers, and recovers from killed processes."""

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import nbformat
import pytest

from autograder.grading.engine import Engine, Task
from autograder.grading.grader import Grader
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome
from autograder.sandbox.client import Session

SLEEPS = "\n\nimport time; time.sleep(2)"


def task(grader, notebook, name):
    return Task(grader, SubmittedFile(name, nbformat.writes(notebook).encode()))


@pytest.fixture(scope="module")
def grader(course, assignment):
    return Grader(course, assignment, only=frozenset({"q1"}))


def test_tasks_that_come_later_are_begun_when_they_come(grader, stub):
    """A short task that arrives during a long one does not wait for its end."""
    long = nbformat.from_dict({**stub, "cells": [*stub["cells"], nbformat.v4.new_code_cell(SLEEPS)]})
    handed_out = []

    def tasks():
        yield None
        yield task(grader, long, "long")
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            yield None
        handed_out.append("short")
        yield task(grader, stub, "short")
        while len(handed_out) == 1:
            yield None

    with Engine([grader], jobs=2) as engine:
        found = []
        for number, verdict in engine.grade(tasks()):
            found.append((number, verdict.submission, verdict.outcome))
            handed_out.append("done")
    assert found == [(1, "short", Outcome.GRADED), (0, "long", Outcome.GRADED)]


def test_nothing_at_all_ends_at_once(grader):
    with Engine([grader], jobs=1) as engine:
        assert list(engine.grade([])) == [] and list(engine.grade([None, None])) == []


# --- killed from outside


def children(pid):
    """The processes that `pid` forked, the newest last."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append((int(fields[19]), int(process.name)))  # its start time
    return [number for _, number in sorted(found)]


def chain():
    """The processes of this worker's sandbox, by role. Other tests' sandboxes may be children of the same process."""
    started = [p for p in children(os.getppid()) if b"autograder.sandbox.launcher" in Path(f"/proc/{p}/cmdline").read_bytes()]
    launcher = started[-1]
    parent = children(launcher)[0]
    server = children(parent)[-1]
    return {"launcher": launcher, "parent": parent, "server": server, "submission": children(server)[0], "worker": os.getpid()}


class Killer:
    """Kills a process of a worker's sandbox at a moment that the test sets. Workers are forks, so the plan is in shared memory."""

    MOMENTS = ("in a cell", "before an answer", "in an answer")
    WHOM = ("launcher", "parent", "server", "submission", "worker")

    def __init__(self):
        self.plan = multiprocessing.RawArray("i", 4)  # moment, process, signal, remaining number

    def set(self, moment, whom, number, times):
        self.plan[:] = [self.MOMENTS.index(moment), self.WHOM.index(whom), number, times]

    def is_at(self, moment):
        if self.plan[3] == 0 or self.plan[0] != self.MOMENTS.index(moment):
            return
        self.plan[3] -= 1
        victim, number = chain()[self.WHOM[self.plan[1]]], self.plan[2]
        if moment.startswith("in"):
            threading.Timer(0.3, os.kill, (victim, number)).start()  # both sleep for a second
        else:
            os.kill(victim, number)


@pytest.fixture(scope="module")
def killed(course, assignment, reference):
    """Grade the reference while a process is killed `times` times; return its verdict, and that of the next submission."""
    killer = Killer()
    run_cells, ask = Session.run_cells, Session.ask

    def run_cells_and_kill(session):
        killer.is_at("in a cell")
        return run_cells(session)

    def ask_and_kill(session, *arguments):
        killer.is_at("before an answer")
        killer.is_at("in an answer")
        return ask(session, *arguments)

    add = "import time; time.sleep(1)\n_evaluate = evaluate\ndef evaluate(*a):\n    time.sleep(1)\n    return _evaluate(*a)"
    slow = nbformat.from_dict({**reference, "cells": [*reference["cells"], nbformat.v4.new_code_cell(add)]})
    grader = Grader(course, assignment, only=frozenset({"q6"}))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Session, "run_cells", run_cells_and_kill)
        patched.setattr(Session, "ask", ask_and_kill)
        with Engine([grader], jobs=1) as engine:

            def grade(moment, whom, number=signal.SIGKILL, times=1):
                killer.set(moment, whom, number, times)
                done = dict(engine.grade([task(grader, slow, "kim.ipynb"), task(grader, reference, "lee.ipynb")]))
                assert killer.plan[3] == 0
                return done[0], done[1]

            yield grade


@pytest.mark.parametrize(
    ("moment", "whom"),
    [
        ("in an answer", "submission"),
        pytest.param("in a cell", "submission", marks=pytest.mark.slow),
        pytest.param("before an answer", "submission", marks=pytest.mark.slow),
        pytest.param("in an answer", "server", marks=pytest.mark.slow),
        ("in an answer", "worker"),
        pytest.param("in a cell", "parent", marks=pytest.mark.slow),
        pytest.param("in an answer", "launcher", marks=pytest.mark.slow),
    ],
)
def test_what_is_killed_from_outside_costs_nothing(killed, moment, whom):
    for verdict in killed(moment, whom):
        assert (verdict.outcome, verdict.earned) == (Outcome.GRADED, 5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_nor_does_another_signal(killed, number):
    verdict, _ = killed("in a cell", "submission", number)
    assert (verdict.outcome, verdict.earned, verdict.cell_errors) == (Outcome.GRADED, 5, [])


@pytest.mark.parametrize("whom", ["submission", "server"])
def test_what_is_killed_again_is_our_fault(killed, whom):
    verdict, following = killed("in an answer", whom, times=2)
    assert (verdict.outcome, verdict.earned) == (Outcome.GRADER_ERROR, None)
    assert "ran out of memory" in verdict.explanation and "lose no points" in verdict.explanation
    assert "--jobs" in verdict.notes[0]
    assert "wider network" in verdict.written[0].answer
    assert (following.outcome, following.earned) == (Outcome.GRADED, 5)


def test_a_worker_that_was_killed_while_it_waited(grader, stub):
    others = multiprocessing.active_children()
    with Engine([grader], jobs=1) as engine:
        (worker,) = (process for process in multiprocessing.active_children() if process not in others)
        worker.kill()
        worker.join()
        assert [verdict.outcome for _, verdict in engine.grade([task(grader, stub, "kim.ipynb")])] == [Outcome.GRADED]
