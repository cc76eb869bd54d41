"""What the judges of one submission may take: processor time, and memory beyond what their process holds already.

What a student answers decides how long a judge computes, and how large its arrays get. Past a bound it is the submission that ends,
neither its judge's process nor the machine.
"""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

CPU_SECONDS = 45.0  # for all checks of a submission: ten times what those of our assignments take
AGAIN_SECONDS = 1.0  # after which it is interrupted again, should a judge have caught it


class TooLong(BaseException):
    """The judges are past their processor time. No Exception, so that a judge's `except Exception` lets it through."""


class Clock:
    """Counts the processor time of this process while it runs, and raises TooLong where that adds up to more than `seconds`.

    Waiting for a student's answer takes none of it, nor does a machine that is busy with something else.
    """

    def __init__(self, seconds: float):
        self._left = seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count in this block. Only for a process's main thread, which alone is told of signals."""
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
    """Let this process take no more than `megabytes` beyond what it has mapped already: a MemoryError is what it gets."""
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
