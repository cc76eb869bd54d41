"""Grades many submissions at once: a thread for each job, each with a sandbox of its own, verdicts in the order of the tasks."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from autograder.grading import Grader
from autograder.sandbox import Sandbox
from autograder.submission import SubmittedFile
from autograder.verdict import Outcome, Verdict


@dataclass(frozen=True)
class Task:
    """One submission to be graded, and by which grader."""

    grader: Grader
    file: SubmittedFile


def default_jobs() -> int:
    """One job for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(tasks: Sequence[Task], jobs: int, done: Callable[[Verdict], None] = lambda verdict: None) -> list[Verdict]:
    """Grade every task, `jobs` at a time; call `done` with each verdict as it comes, from the thread that made it.

    Raises SandboxError where no sandbox can be started.
    """
    with ExitStack() as stack:
        workers = _Workers(stack)
        with ThreadPoolExecutor(min(jobs, max(len(tasks), 1))) as pool:
            return list(pool.map(lambda task: workers.grade(task, done), tasks))


class _Workers:
    """The sandboxes of the pool's threads. One that broke is replaced."""

    def __init__(self, stack: ExitStack):
        self._stack = stack
        self._local = threading.local()
        self._lock = threading.Lock()

    def grade(self, task: Task, done: Callable[[Verdict], None]) -> Verdict:
        verdict = task.grader.grade(task.file, self._sandbox())
        if verdict.outcome is Outcome.GRADER_ERROR:
            self._local.sandbox = None
        done(verdict)
        return verdict

    def _sandbox(self) -> Sandbox:
        sandbox: Sandbox | None = getattr(self._local, "sandbox", None)
        if sandbox is None:
            sandbox = self._local.sandbox = Sandbox()
            with self._lock:
                self._stack.callback(sandbox.close)
        return sandbox
