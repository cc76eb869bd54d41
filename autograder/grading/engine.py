"""Grade submissions in parallel: worker processes, each with its own sandbox, and time limits kept by this process.

A worker is a fork of this process, so it shares the loaded modules. It holds the judges; students' code runs in another process, in
the sandbox. If something ends a worker or its sandbox, or kills the student's process from outside, only time is lost: a new worker
grades the submission, once.
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

from autograder.grading.grader import Grader
from autograder.grading.rehearsal import rehearse
from autograder.model.course_settings import Frameworks
from autograder.model.layers import Layer
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Verdict
from autograder.sandbox import linux
from autograder.sandbox.client import Sandbox, SandboxError, WarmParent

JUDGING_SECONDS = 120  # wall-clock time for the judges, beyond the submission's own; their processor time is limited below that
MAX_TRIES = 2
VERDICT, FAILED = b"v", b"f"  # the first byte of a worker's message; the verdict, or the reason for none, follows
GIVEN_UP = (
    "The machine could not grade this submission completely, most likely because it ran out of memory. You lose no points: the "
    "submission will be graded again."
)
GRADE_AGAIN = "To grade it again, run the same command with a smaller --jobs, or on a machine with more memory."
RETRY_SECONDS = 0.2  # seconds before the source of tasks is asked again


@dataclass(frozen=True)
class Task:
    """A submission, and its grader."""

    grader: Grader
    file: SubmittedFile


def default_jobs() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(tasks: Sequence[Task], jobs: int, done: Callable[[Verdict], None] = lambda verdict: None) -> list[Verdict]:
    """Grade the tasks, `jobs` at a time; call `done` with each verdict as it arrives; return the verdicts in the order of the tasks.

    Raises SandboxError if no sandbox can be started.
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
    """A pool of `jobs` workers for `graders`. A context manager: leaving it ends the workers. Raises SandboxError if no sandbox starts."""

    def __init__(self, graders: Sequence[Grader], jobs: int):
        self._graders = graders
        self._floors = _floors(graders)
        self._parents: dict[Frameworks, WarmParent] = {}
        self._workers: list[_Worker] = []
        gc.freeze()  # the workers share the memory of everything loaded so far
        try:
            self._workers = [_Worker(graders, self._sandboxes()) for _ in range(jobs)]
        except BaseException:
            self.end()
            raise
        self.layers = next(iter(self._parents.values())).layers.summary()  # the working layers, in one line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """End the workers, even busy ones."""
        for worker in self._workers:
            worker.end()
        for parent in self._parents.values():
            parent.close()
        gc.unfreeze()

    def _sandboxes(self) -> dict[Frameworks, Sandbox]:
        """Return a sandbox for each set of frameworks; start the parents that do not run yet."""
        for frameworks in self._floors:
            if frameworks not in self._parents or not self._parents[frameworks].works():
                self._start_parent(frameworks)
        return {frameworks: self._sandbox(frameworks) for frameworks in self._floors}

    def _sandbox(self, frameworks: Frameworks) -> Sandbox:
        try:
            return self._parents[frameworks].sandbox()
        except SandboxError:  # it ended a moment ago
            self._start_parent(frameworks)
            return self._parents[frameworks].sandbox()

    def _start_parent(self, frameworks: Frameworks) -> None:
        """Start a parent, or replace one that has ended, and run a test submission in it."""
        if frameworks in self._parents:
            self._parents.pop(frameworks).close()
        try:
            parent = WarmParent(frameworks, self._floors[frameworks])
        except SandboxError:  # the cause of an earlier one's end may end this one at its start
            parent = WarmParent(frameworks, self._floors[frameworks])
        self._parents[frameworks] = parent
        own = [grader for grader in self._graders if grader.assignment.frameworks == frameworks]
        rehearse(parent, [grader.course.master(grader.assignment.name) for grader in own])

    def grade(self, tasks: Iterable[Task | None]) -> Iterator[tuple[int, Verdict]]:
        """Grade the tasks, which may be generated lazily; yield number and verdict of each as they arrive.

        None in place of a task, which has no number, means that there is none at the moment: the next is requested soon.
        """
        waiting = _WaitingTasks(tasks)
        idle, busy = list(self._workers), list[_Worker]()
        while True:
            while idle and (task := waiting.next()):
                worker = idle.pop()
                if not worker.lives():  # it was ended while idle
                    self._restart(worker)
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
        """Restart a worker that failed or ended with the same submission; give the submission up if that happens again."""
        self._restart(worker)
        if worker.tries == MAX_TRIES:
            return _given_up(worker.task, worker.why)
        worker.submit()
        return None

    def _restart(self, worker: "_Worker") -> None:
        worker.end()
        worker.start(self._graders, self._sandboxes())


class _WaitingTasks:
    """The tasks that wait for a worker, numbered from 0."""

    def __init__(self, tasks: Iterable[Task | None]):
        self._tasks, self._number, self.at_end = iter(tasks), -1, False

    def next(self) -> tuple[int, Task] | None:
        """Return the next task; None if there is none, or none at the moment."""
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
    """Wait until a worker has answered, has ended, or is late; with `soon`, wait only for a moment."""
    seconds = min((worker.deadline - time.monotonic() for worker in busy), default=RETRY_SECONDS)
    ready = wait([worker.connection for worker in busy], max(0.0, min(seconds, RETRY_SECONDS) if soon else seconds))
    now = time.monotonic()
    return [worker for worker in busy if worker.connection in ready or worker.deadline <= now]


def _given_up(task: Task, why: str) -> Verdict:
    return Verdict(
        submission=task.file.name,
        assignment=task.grader.assignment.name,
        digest=task.file.digest,
        outcome=Outcome.GRADER_ERROR,
        written=task.grader.written(task.file),
        explanation=GIVEN_UP,
        notes=[f"Grading failed {MAX_TRIES} times; the last time {why}. {GRADE_AGAIN}"],
    )


class _Worker:
    """A worker process: its task, the deadline, and the number of tries."""

    connection: Connection
    number: int
    task: Task
    tries: int
    why: str  # the latest try failed
    deadline: float

    def __init__(self, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox]):
        self.start(graders, sandboxes)

    def start(self, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox]) -> None:
        """Start a process that grades in `sandboxes` and owns them from then on."""
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

    def lives(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    def take(self, number: int, task: Task) -> None:
        """Start grading a task."""
        self.number, self.task, self.tries = number, task, 0
        self.submit()

    def submit(self) -> None:
        """Send the task to the process."""
        self.tries += 1
        self.deadline = time.monotonic() + self.task.grader.course.limits.submission_seconds + JUDGING_SECONDS
        grader = next(i for i, known in enumerate(self._graders) if known is self.task.grader)
        with contextlib.suppress(OSError):  # it has ended; the missing answer will show that
            self.connection.send((grader, self.task.file))

    def answer(self) -> Verdict | None:
        """Return the verdict; None if there is none, for the reason in `why`."""
        self.why = "the worker did not answer in time"
        try:
            if not self.connection.poll():
                return None
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            self.why = "the worker was ended from outside"
            return None
        if message.startswith(FAILED):
            self.why = message.removeprefix(FAILED).decode()
            return None
        return Verdict.from_json(message.removeprefix(VERDICT))

    def end(self) -> None:
        """End the process; its sandbox ends with it."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _work(
    engine: int, graders: Sequence[Grader], sandboxes: dict[Frameworks, Sandbox], connection: Connection, others: Connection
) -> None:
    """Run a worker: grade tasks while the process `engine` lives, and end if the sandbox breaks; the engine then restarts the worker."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the engine handles Ctrl-C, and ends its workers
    if sys.platform == "linux":
        linux.die_with_parent(engine)
    with threadpool_limits(1):  # judges share the cores with the submissions
        while all(sandbox.works() for sandbox in sandboxes.values()):
            try:
                number, file = connection.recv()
            except EOFError:
                return
            grader = graders[number]
            try:
                message = VERDICT + grader.grade(file, sandboxes[grader.assignment.frameworks]).to_json()
            except SandboxError as error:
                message = FAILED + str(error).encode()
            connection.send_bytes(message)


def _floors(graders: Sequence[Grader]) -> dict[Frameworks, set[Layer]]:
    """Map the sets of frameworks of the graders' assignments to the layers that their courses require."""
    floors: dict[Frameworks, set[Layer]] = {}
    for grader in graders:
        floors.setdefault(grader.assignment.frameworks, set()).update(grader.course.sandbox.floor)
    return floors
