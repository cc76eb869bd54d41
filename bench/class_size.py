"""Test whether time and memory stay constant in a large class of copies with different hashes.

    class_size.py SUBMISSIONS JOBS

Prints, for each tenth of the class, submissions per second and the memory of all processes (PSS: shared memory counts once).
"""

import sys
import time
from pathlib import Path

import psutil
from common import ASSIGNMENT, COURSE, copy_of_reference

from autograder.grading.engine import Engine, Task
from autograder.grading.grader import Grader


def memory() -> float:
    """Megabytes of this process and its descendants, shared pages divided among those that share them."""
    total = 0
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        try:
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        except OSError:  # it has ended
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def main() -> None:
    count, jobs = int(sys.argv[1]), int(sys.argv[2])
    grader = Grader(COURSE, ASSIGNMENT)
    step, done, started, right = max(count // 10, 1), 0, time.monotonic(), 0
    with Engine([grader], jobs) as engine:
        started = time.monotonic()
        for _, verdict in engine.grade(Task(grader, copy_of_reference(number)) for number in range(count)):
            done += 1
            right += verdict.earned == verdict.points
            if done % step == 0:
                print(f"{done} {step / (time.monotonic() - started):.3f} {memory():.0f}", flush=True)
                started = time.monotonic()
    assert right == count, f"{count - right} of {count} right submissions did not earn all points"


if __name__ == "__main__":
    main()
