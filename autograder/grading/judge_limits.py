"""The limits of the judges of one submission: processor time, and memory beyond what their process already uses.

A student's answers decide how long a judge computes, and how large its arrays get. Beyond a limit the submission ends, not the process
of the judges, nor the machine.
"""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

CPU_SECONDS = 45.0  # for all checks of a submission: ten times the use of this course's assignments
AGAIN_SECONDS = 1.0  # before the next interrupt, in case a judge caught this one


class TooLong(BaseException):
    """The judges exceeded their processor time. Not an Exception, so that a judge's `except Exception` does not catch it."""


class Clock:
    """A clock of this process's processor time that raises TooLong after `seconds` in total.

    Waiting for a student's answer does not count, nor does a machine that is busy with other work.
    """

    def __init__(self, seconds: float):
        self._left = seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time in this block. Only for the main thread of a process, which alone receives signals."""
        before = signal.signal(signal.SIGPROF, _interrupt)
        signal.setitimer(signal.ITIMER_PROF, max(self._left, 1e-6), AGAIN_SECONDS)
        try:
            yield
        finally:
            self._left = signal.setitimer(signal.ITIMER_PROF, 0)[0]
            signal.signal(signal.SIGPROF, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise TooLong


@contextmanager
def bounded_memory(megabytes: float) -> Iterator[None]:
    """Limit this process to `megabytes` beyond the memory that it has already mapped; beyond that it gets a MemoryError."""
    if sys.platform != "linux":
        yield
        return
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + int(megabytes * 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if soft == resource.RLIM_INFINITY else min(wanted, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
