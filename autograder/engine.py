"""Grades many submissions at once: worker processes, each with a sandbox of its own, under the clock of this one.

A worker is a fork of this process, so it shares what is loaded here. It holds the judges; the students' code is one process farther,
in the sandbox. Whatever ends a worker costs nothing but time: its submission is given to a new one, once.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from threadpoolctl import threadpool_limits

from autograder.course import Frameworks, Layer
from autograder.grading import Grader
from autograder.sandbox import Sandbox, WarmParent, linux
from autograder.submission import SubmittedFile
from autograder.verdict import Outcome, Verdict

JUDGING_SECONDS = 120  # what the judges of one submission may take, beyond what the submission itself may
TRIES = 2
MOMENT = 0.2  # seconds, after which somebody who had no task is asked again


@dataclass(frozen=True)
class Task:
    """One submission to be graded, and by which grader."""

    grader: Grader
    file: SubmittedFile


def default_jobs() -> int:
    """One job for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(tasks: Sequence[Task], jobs: int, done: Callable[[Verdict], None] = lambda verdict: None) -> list[Verdict]:
    """Grade every task, `jobs` at a time; call `done` with each verdict as it comes; return them in the order of the tasks.

    Raises SandboxError where no sandbox can be started.
    """
    if not tasks:
        return []
    verdicts: dict[int, Verdict] = {}
    graders = list({id(task.grader): task.grader for task in tasks}.values())
    with Engine(graders, min(jobs, len(tasks))) as engine:
        for number, verdict in engine.grade(tasks):
            verdicts[number] = verdict
            done(verdict)
    return [verdicts[number] for number in range(len(tasks))]


class Engine:
    """`jobs` workers that know `graders`. A context manager: leaving it ends them. Raises SandboxError where no sandbox starts."""

    def __init__(self, graders: Sequence[Grader], jobs: int):
        self._graders = graders
        self._floors = _floors(graders)
        self._parents: dict[Frameworks, WarmParent] = {}
        self._workers: list[_Worker] = []
        gc.freeze()  # what is loaded stays shared with the workers
        try:
            self._workers = [_Worker(graders, self._sandboxes()) for _ in range(jobs)]
        except BaseException:
            self.end()
            raise
        self.layers = next(iter(self._parents.values())).layers.summary()  # which hold, in one line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.end()
        for parent in self._parents.values():
            parent.close()
        gc.unfreeze()

    def _sandboxes(self) -> dict[Frameworks, Sandbox]:
        """A sandbox for each set of frameworks that is needed, from parents that are started where none runs."""
        for frameworks, floor in self._floors.items():
            if frameworks not in self._parents or not self._parents[frameworks].works():
                self._parents[frameworks] = WarmParent(frameworks, floor)
        return {frameworks: parent.sandbox() for frameworks, parent in self._parents.items()}

    def grade(self, tasks: Iterable[Task | None]) -> Iterator[tuple[int, Verdict]]:
        """Grade the tasks, which may be made as they are needed; yield each one's number and verdict, as they come.

        None among them, which has no number, says that there is nothing to do at the moment: the next one is asked for soon.
        """
        waiting = _Waiting(tasks)
        idle, busy = list(self._workers), list[_Worker]()
        while True:
            while idle and (task := waiting.next()):
                worker = idle.pop()
                worker.take(*task)
                busy.append(worker)
            if waiting.at_end and not busy:
                return
            for worker in _answered_or_late(busy, soon=bool(idle) and not waiting.at_end):
                verdict = worker.answer()
                if verdict is None:
                    verdict = self._begin_again(worker)
                if verdict is not None:
                    yield worker.number, verdict
                    busy.remove(worker)
                    idle.append(worker)

    def _begin_again(self, worker: "_Worker") -> Verdict | None:
        """Start a worker that has ended, or had to be, anew with the same submission; give that up where it happens again."""
        worker.end()
        worker.start(self._graders, self._sandboxes())
        if worker.tries == TRIES:
            return _given_up(worker.task)
        worker.submit()
        return None


class _Waiting:
    """The tasks that no worker has yet, numbered from 0."""

    def __init__(self, tasks: Iterable[Task | None]):
        self._tasks, self._number, self.at_end = iter(tasks), -1, False

    def next(self) -> tuple[int, Task] | None:
        """The next task; None where there is none, or none at the moment."""
        try:
            task = next(self._tasks)
        except StopIteration:
            self.at_end = True
            return None
        if task is None:
            return None
        self._number += 1
        return self._number, task


def _answered_or_late(busy: Sequence["_Worker"], soon: bool) -> list["_Worker"]:
    """Wait until at least one worker has answered, ended, or is past its time; `soon`: a moment at most."""
    seconds = min((worker.deadline - time.monotonic() for worker in busy), default=MOMENT)
    ready = wait([worker.connection for worker in busy], max(0.0, min(seconds, MOMENT) if soon else seconds))
    now = time.monotonic()
    return [worker for worker in busy if worker.connection in ready or worker.deadline <= now]


def _given_up(task: Task) -> Verdict:
    return Verdict(
        submission=task.file.name,
        assignment=task.grader.assignment.name,
        digest=task.file.digest,
        outcome=Outcome.GRADER_ERROR,
        written=task.grader.written(task.file),
        explanation="The grader did not come to an end with this submission. A person will look at it.",
        notes=[f"The worker ended, or did not answer in time, {TRIES} times."],
    )


class _Worker:
    """A worker process as the engine sees it: what it is at, until when, and how often that was tried."""

    connection: Connection
    number: int
    task: Task
    tries: int
    deadline: float

    def __init__(self, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox]):
        self.start(graders, sandboxes)

    def start(self, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox]) -> None:
        """Start a process that grades in `sandboxes`, which are its own from then on."""
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe()
        self._graders = graders
        self._process = context.Process(
            target=_work, args=(os.getpid(), graders, sandboxes, theirs, self.connection), daemon=True
        )
        self._process.start()
        theirs.close()
        for sandbox in sandboxes.values():
            sandbox.let_go()

    def take(self, number: int, task: Task) -> None:
        """Have a task graded."""
        self.number, self.task, self.tries = number, task, 0
        self.submit()

    def submit(self) -> None:
        """Give the task to the process."""
        self.tries += 1
        self.deadline = time.monotonic() + self.task.grader.course.limits.submission_seconds + JUDGING_SECONDS
        grader = next(i for i, known in enumerate(self._graders) if known is self.task.grader)
        with contextlib.suppress(OSError):  # it has ended; the answer that does not come will tell
            self.connection.send((grader, self.task.file))

    def answer(self) -> Verdict | None:
        """The verdict that has arrived; None where the worker has ended or is late."""
        try:
            return Verdict.from_json(self.connection.recv_bytes()) if self.connection.poll() else None
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End the process; its sandbox ends with it."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _work(
    engine: int, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox], connection: Connection, others: Connection
) -> None:
    """The worker: grade what comes, while the process `engine` lives. One whose sandbox broke ends, and is started anew."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the engine, which ends its workers
    if sys.platform == "linux":
        linux.die_with_parent(engine)
    with threadpool_limits(1):  # judges share the cores with the submissions
        while all(sandbox.works() for sandbox in sandboxes.values()):
            try:
                number, file = connection.recv()
            except EOFError:
                return
            grader = graders[number]
            connection.send_bytes(grader.grade(file, sandboxes[grader.assignment.frameworks]).to_json())


def _floors(graders: Sequence[Grader]) -> dict[Frameworks, set[Layer]]:
    """The sets of frameworks that the graders' assignments use, each with the layers that their courses ask for."""
    floors: dict[Frameworks, set[Layer]] = {}
    for grader in graders:
        floors.setdefault(grader.assignment.frameworks, set()).update(grader.course.sandbox.floor)
    return floors
