"""Grades many submissions at once: worker processes, each with a sandbox of its own, under the clock of this one.

A worker is a fork of this process, so it shares what is loaded here. It holds the judges; the students' code is one process farther,
in the sandbox. Whatever ends a worker, its sandbox, or from outside the student's program costs nothing but time: the submission is
given to a new worker, once.
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

JUDGING_SECONDS = (
    120  # by the clock, for the judges of one submission, beyond its own; they have a bound of processor time before
)
MAX_TRIES = 2
VERDICT, FAILED = b"v", b"f"  # how a worker's message begins: what goes on is the verdict, or why there is none
GIVEN_UP = (
    "The machine could not grade this submission to its end, most likely for lack of memory. That costs you nothing: it will be "
    "graded again."
)
GRADE_AGAIN = "The same command grades it again: use a smaller --jobs, or a machine with more memory."
RETRY_SECONDS = 0.2  # seconds, after which somebody who had no task is asked again


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
        for frameworks in self._floors:
            if frameworks not in self._parents or not self._parents[frameworks].works():
                self._start_parent(frameworks)
        return {frameworks: self._sandbox(frameworks) for frameworks in self._floors}

    def _sandbox(self, frameworks: Frameworks) -> Sandbox:
        try:
            return self._parents[frameworks].sandbox()
        except SandboxError:  # it has been ended a moment ago
            self._start_parent(frameworks)
            return self._parents[frameworks].sandbox()

    def _start_parent(self, frameworks: Frameworks) -> None:
        """Start a parent, in place of one that has ended, and run a trial submission in it."""
        if frameworks in self._parents:
            self._parents.pop(frameworks).close()
        try:
            parent = WarmParent(frameworks, self._floors[frameworks])
        except SandboxError:  # what ended an earlier one may have ended this one as it started
            parent = WarmParent(frameworks, self._floors[frameworks])
        self._parents[frameworks] = parent
        own = [grader for grader in self._graders if grader.assignment.frameworks == frameworks]
        rehearse(parent, [grader.course.master(grader.assignment.name) for grader in own])

    def grade(self, tasks: Iterable[Task | None]) -> Iterator[tuple[int, Verdict]]:
        """Grade the tasks, which may be made as they are needed; yield each one's number and verdict, as they come.

        None among them, which has no number, says that there is nothing to do at the moment: the next one is asked for soon.
        """
        waiting = _WaitingTasks(tasks)
        idle, busy = list(self._workers), list[_Worker]()
        while True:
            while idle and (task := waiting.next()):
                worker = idle.pop()
                if not worker.lives():  # somebody ended it while it had nothing to do
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
        """Start a worker that failed, ended, or had to be, anew with the same submission; give that up where it happens again."""
        self._restart(worker)
        if worker.tries == MAX_TRIES:
            return _given_up(worker.task, worker.why)
        worker.submit()
        return None

    def _restart(self, worker: "_Worker") -> None:
        worker.end()
        worker.start(self._graders, self._sandboxes())


class _WaitingTasks:
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
        notes=[f"Tried {MAX_TRIES} times; the last time {why}. {GRADE_AGAIN}"],
    )


class _Worker:
    """A worker process as the engine sees it: what it is at, until when, and how often that was tried."""

    connection: Connection
    number: int
    task: Task
    tries: int
    why: str  # it was tried in vain, the last time
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

    def lives(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

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
        """The verdict that has arrived; None where there is none, for what `why` says then."""
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
            try:
                message = VERDICT + grader.grade(file, sandboxes[grader.assignment.frameworks]).to_json()
            except SandboxError as error:
                message = FAILED + str(error).encode()
            connection.send_bytes(message)


def _floors(graders: Sequence[Grader]) -> dict[Frameworks, set[Layer]]:
    """The sets of frameworks that the graders' assignments use, each with the layers that their courses ask for."""
    floors: dict[Frameworks, set[Layer]] = {}
    for grader in graders:
        floors.setdefault(grader.assignment.frameworks, set()).update(grader.course.sandbox.floor)
    return floors
