"""Measure the time of one submission by phase, and the memory of a second one at the same time.

    one_submission.py REPEATS

Prints a line of JSON: wall seconds by phase (medians), milliseconds from the fork to the first line of the student's and for the
clean-up, and megabytes for one worker and for two.
"""

import json
import statistics
import sys
import time

from class_size import memory
from common import ASSIGNMENT, COURSE, copy_of_reference
from threadpoolctl import threadpool_limits

from autograder.grading.engine import Engine, Task
from autograder.grading.grader import Grader
from autograder.model.course_settings import Limits
from autograder.model.submission import Cell
from autograder.sandbox.client import Sandbox, one_sandbox

FIRST_LINE = [Cell("code cell 1", "import time\nassert 0, time.monotonic()")]


def main() -> None:
    repeats, grader = int(sys.argv[1]), Grader(COURSE, ASSIGNMENT)
    found: dict[str, object] = {}
    with one_sandbox(("torch",)) as sandbox, threadpool_limits(1):
        found["layers"] = sandbox.layers.summary()
        verdicts = [grader.grade(copy_of_reference(number), sandbox) for number in range(repeats + 1)][1:]
        found |= fork_and_clean_up(sandbox, repeats)
    assert all(verdict.earned == verdict.points for verdict in verdicts)
    found["seconds"] = {phase: statistics.median(v.seconds[phase] for v in verdicts) for phase in verdicts[0].seconds}
    found["megabytes"] = [while_grading(jobs) for jobs in (1, 2)]
    print(json.dumps(found))


def fork_and_clean_up(sandbox: Sandbox, repeats: int) -> dict[str, float]:
    first_line, clean_up = [], []
    for _ in range(repeats):
        started = time.monotonic()
        with sandbox.open(FIRST_LINE, {}, Limits()) as session:
            said = session.run_cells()[0]["message"]
            first_line.append(float(said.split(": ")[1]) - started)
            answered = time.monotonic()
        clean_up.append(time.monotonic() - answered)
    return {"first_line_ms": 1000 * statistics.median(first_line), "clean_up_ms": 1000 * statistics.median(clean_up)}


def while_grading(jobs: int) -> float:
    """The highest memory of all processes while `jobs` submissions are graded at once."""
    grader, highest = Grader(COURSE, ASSIGNMENT), 0.0
    with Engine([grader], jobs) as engine:
        for _ in engine.grade(Task(grader, copy_of_reference(number)) for number in range(6 * jobs)):
            highest = max(highest, memory())
    return highest


if __name__ == "__main__":
    main()
