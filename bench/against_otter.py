"""The engine against `otter run`, alternating, on the same right notebooks, with the same training in both.

    against_otter.py ROUNDS

A round: one `otter run` per core at the same time, then the engine on ten submissions per core, with one worker per core, with and
without its start. Prints submissions per hour for each round, and fails if the points differ.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ASSIGNMENT, COURSE, copy_of_reference, write_plain_zip

from autograder.grading.engine import Engine, Task, default_jobs
from autograder.grading.grader import Grader

CLASS = 10  # submissions a core
Points = dict[str, float]


def by_otter(folder: Path, zip_path: Path, first: int) -> tuple[float, list[Points]]:
    """Seconds for one `otter run` a core, and the points by question."""
    running = []
    started = time.monotonic()
    for number in range(default_jobs()):
        own = folder / str(first + number)
        own.mkdir()
        (own / "submission.ipynb").write_bytes(copy_of_reference(first + number).content)
        command = [sys.executable, "-m", "otter", "run", "-a", str(zip_path), "submission.ipynb"]
        running.append((own, subprocess.Popen(command, cwd=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)))
    for _, process in running:
        assert process.wait() == 0
    seconds = time.monotonic() - started
    return seconds, [points_in(own / "results.json") for own, _ in running]


def points_in(results: Path) -> Points:
    names = {question.name for question in ASSIGNMENT.checked}
    return {test["name"]: test["score"] for test in json.loads(results.read_text())["tests"] if test["name"] in names}


def by_the_engine(first: int) -> tuple[float, float, list[Points]]:
    """Seconds for the start, seconds for the grading of CLASS submissions a core, and the points by question."""
    grader = Grader(COURSE, ASSIGNMENT)
    started = time.monotonic()
    with Engine([grader], default_jobs()) as engine:
        ready = time.monotonic()
        tasks = [Task(grader, copy_of_reference(first + number)) for number in range(CLASS * default_jobs())]
        verdicts = [verdict for _, verdict in engine.grade(tasks)]
        end = time.monotonic()
    return ready - started, end - ready, [{q.name: q.earned for q in verdict.questions} for verdict in verdicts]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        zip_path = Path(folder) / "autograder.zip"
        write_plain_zip(zip_path)
        for number in range(int(sys.argv[1])):
            otter_seconds, otter_points = by_otter(Path(folder), zip_path, 1000 * number)
            start, grading, engine_points = by_the_engine(1000 * number + 500)
            assert all(points == otter_points[0] for points in otter_points + engine_points), "the verdicts differ"
            rates = [
                default_jobs() / otter_seconds,
                CLASS * default_jobs() / grading,
                CLASS * default_jobs() / (start + grading),
            ]
            print(" ".join(f"{3600 * rate:.0f}" for rate in rates), flush=True)


if __name__ == "__main__":
    main()
