"""Pin a submission to one processor, so that its threads take no time from submissions graded beside it."""

import os
import random
import time
from pathlib import Path

SHORTEST_SECONDS = 0.2  # shorter periods say nothing: the system counts in hundredths
BUSY_SHARE = 0.5  # of the time
MOVE_PROBABILITY = 0.5  # two graders on one processor must not both move


def busy_seconds() -> dict[int, float]:
    """Return the busy seconds of each processor since the system started (/proc/stat, see proc_stat(5))."""
    a_second = os.sysconf("SC_CLK_TCK")
    found = {}
    for line in Path("/proc/stat").read_text().splitlines():
        name, *counts = line.split()
        if name.startswith("cpu") and name != "cpu":
            user, nice, system, _idle, _iowait, *interrupts = map(int, counts[:7])
            found[int(name[3:])] = (user + nice + system + sum(interrupts)) / a_second
    return found


class CoreChoice:
    """The processor for the submissions of one worker; it changes if other programs keep the processor busy and another one is idle.

    Graders started side by side do not know each other. `number` distinguishes the workers of one grader. The process that creates the
    object, and its forks, run on the processor.
    """

    def __init__(self, number: int):
        allowed = sorted(os.sched_getaffinity(0))
        self._allowed, self._here = allowed, allowed[number % len(allowed)]
        self._since, self._before, self._own = time.monotonic(), busy_seconds(), 0.0
        os.sched_setaffinity(0, {self._here})

    def used(self, seconds: float) -> None:
        """Note the processor time of one of our submissions."""
        self._own += seconds

    def choose(self) -> int:
        """Stay or move, and return the processor. Call it between two submissions."""
        now, busy = time.monotonic(), busy_seconds()
        period = now - self._since
        if period >= SHORTEST_SECONDS:
            others = {one: busy.get(one, 0.0) - self._before.get(one, 0.0) for one in self._allowed}
            others[self._here] -= self._own
            quietest = min(others, key=others.__getitem__)
            if others[self._here] - others[quietest] > BUSY_SHARE * period and random.random() < MOVE_PROBABILITY:
                self._here = quietest
                os.sched_setaffinity(0, {quietest})
            self._since, self._before, self._own = now, busy, 0.0
        return self._here
