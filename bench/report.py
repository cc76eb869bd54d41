"""Run the benchmarks one after the other, and write the results to docs/operators/speed.md.

    report.py SUBMISSIONS

SUBMISSIONS are graded by two workers, and a quarter of them by one.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from common import REPOSITORY, machine

HERE = Path(__file__).parent
ROUNDS, REPEATS, OF_EACH = 5, 25, 3


def run(script: str, *arguments: object) -> list[str]:
    """The lines that a benchmark prints."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def main() -> None:
    assignments = [line.split() for line in run("assignments.py", OF_EACH)]
    cpu = [list(map(float, line.split())) for line in run("training.py", REPEATS)]
    one = json.loads(run("one_submission.py", REPEATS)[-1])
    rounds = [list(map(float, line.split())) for line in run("against_otter.py", ROUNDS)]
    sizes = {1: int(sys.argv[1]) // 4, 2: int(sys.argv[1])}
    class_sizes = {
        jobs: [list(map(float, line.split())) for line in run("class_size.py", size, jobs)] for jobs, size in sizes.items()
    }
    (REPOSITORY / "docs" / "operators" / "speed.md").write_text(
        report(cpu, one, rounds, class_sizes, assignments), encoding="utf-8"
    )


def report(
    cpu: list[list[float]],
    one: dict,
    rounds: list[list[float]],
    class_sizes: dict[int, list[list[float]]],
    assignments: list[list[str]],
) -> str:
    otter, engine, with_start = (statistics.median(column) for column in zip(*rounds, strict=True))
    floor, submission, judging = (statistics.median(column) for column in zip(*cpu, strict=True))
    ratio = statistics.median((own + judged) / bare for bare, own, judged in cpu)
    one_worker, two_workers = one["megabytes"]
    one_core, two_cores = (statistics.median(row[1] for row in class_sizes[jobs]) for jobs in (1, 2))
    classes = "\n".join(
        f"| {a[0]:.0f} | {3600 * a[1]:.0f} | {a[2]:.0f} | {b[0]:.0f} | {3600 * b[1]:.0f} | {b[2]:.0f} |"
        for a, b in zip(class_sizes[1], class_sizes[2], strict=True)
    )
    each = "\n".join(f"| {' | '.join(cells)} |" for cells in assignments)
    phases = "\n".join(f"| {phase} | {1000 * seconds:.0f} |" for phase, seconds in one["seconds"].items())
    return f"""# Speed

Measure the speed of your machine (when it is otherwise idle):

```sh
make bench
```

Written by `make bench` on {machine()}.
Such machines are shared and noisy, so compare the ratios. Every notebook is the reference of `mnist_mlp` with a different comment, and
earned all points in every run. The other assignments are below. Sandbox: {one["layers"]}.

| what | measured |
| --- | --- |
| submissions per hour, `otter run`, one per core (median of {len(rounds)} rounds) | {otter:.0f} |
| submissions per hour, engine, one worker per core, alternating with it | {engine:.0f} ({engine / otter:.1f} times) |
| the same with the engine's start, for a class of 20 | {with_start:.0f} ({with_start / otter:.1f} times) |
| CPU of one grading: the submission {submission:.3f} s, judging {judging:.3f} s | {submission + judging:.3f} s |
| CPU of the training alone, bare, in a warm process, alternating with it | {floor:.3f} s (ratio {ratio:.2f}) |
| from the fork to the first line of student code, all layers on | {one["first_line_ms"]:.0f} ms |
| clean-up | {one["clean_up_ms"]:.0f} ms |
| memory of all processes, one worker and two | {one_worker:.0f} and {two_workers:.0f} MB (+{two_workers - one_worker:.0f}) |
| two workers against one | {two_cores / one_core:.2f} times |

## Each assignment

CPU seconds of a grading (medians of {OF_EACH}), and minutes for a complete run of the notebook with all blanks filled in.

| assignment | submission | judging | notebook, minutes |
| --- | --- | --- | --- |
{each}

## The time of one submission (milliseconds, medians)

The time of a question is its judge's time, including the training and other probes that it waits for.

| phase | ms |
| --- | --- |
{phases}

## A large class

Submissions per hour and memory (PSS of all processes, MB) after each tenth.

| graded | by one worker | memory | graded | by two workers | memory |
| --- | --- | --- | --- | --- | --- |
{classes}
"""


if __name__ == "__main__":
    main()
