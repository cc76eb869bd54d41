"""Measure thresholds instead of choosing them.

A judge calls `ask.at_least("THRESHOLD", value, message)`, which records the value and fails below the file's constant. Calibration
runs the reference, and the wrong examples that should fail there, many times with other seeds. It sets the constant to a value below
which a right solution almost never falls, and which no near miss reaches.
"""

import ast
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from nbformat import writes
from scipy import stats

from autograder.authoring.examples import read_examples, submission_of
from autograder.authoring.handout import reference
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course import Assignment, Course
from autograder.model.errors import UserError
from autograder.model.source_text import read_source
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Verdict

FALSE_FAIL_RATE = 1e-4  # the highest accepted rate of false failures
NEAR_MISS_REPEATS = 5
CALIBRATION_FILE = "calibration.json"

Values = dict[str, list[float]]  # by "q7.THRESHOLD"


class CalibrationError(UserError):
    """No threshold separates right solutions from near misses; the message gives both."""


def calibrate(
    course: Course, assignment: Assignment, repeats: int, jobs: int, done: Callable[[Verdict], None] = lambda verdict: None
) -> dict[str, dict[str, object]]:
    """Measure, set the constants in the test files, and store both distributions beside them.

    Returns the stored values by "q7.THRESHOLD". Raises CalibrationError, and ExampleError for an example that cannot be read.
    """
    solution = SubmittedFile("reference.ipynb", writes(reference(course, assignment)).encode())
    # The first run shows which questions measure anything: only these are repeated.
    first = _measure(course, assignment, [("reference", solution)], 1, None, jobs, done).get("reference", {})
    only = frozenset(name.partition(".")[0] for name in first)
    right = _measure(course, assignment, [("reference", solution)], repeats, only, jobs, done).get("reference", {})
    near = _near_misses(course, assignment, set(right), jobs, done)
    calibration = {name: _threshold(name, values, near.get(name, {})) for name, values in right.items()}
    folder = course.tests_folder(assignment.name)
    for name, entry in calibration.items():
        question, _, constant = name.partition(".")
        _set_constant(folder / f"{question}.py", constant, entry["threshold"])
    (folder / CALIBRATION_FILE).write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    return calibration


def _measure(
    course: Course,
    assignment: Assignment,
    files: list[tuple[str, SubmittedFile]],
    repeats: int,
    only: frozenset[str] | None,
    jobs: int,
    done: Callable[[Verdict], None],
) -> dict[str, Values]:
    """The measured values of all repeats, by submission and "question.constant"."""
    graders = [Grader(course, assignment, repeat, only) for repeat in range(repeats)]
    named = [(name, Task(grader, file)) for grader in graders for name, file in files]
    found: dict[str, Values] = {}
    for (name, _), verdict in zip(named, grade_all([task for _, task in named], jobs, done), strict=True):
        for question in verdict.questions:
            for check in question.checks:
                for constant, value in check.measured.items():
                    found.setdefault(name, {}).setdefault(f"{question.name}.{constant}", []).append(value)
    return found


def _near_misses(
    course: Course, assignment: Assignment, names: set[str], jobs: int, done: Callable[[Verdict], None]
) -> dict[str, Values]:
    """The measured values of the examples that should lose the question, by "question.constant" and example."""
    questions = {name.partition(".")[0] for name in names}
    folder = course.examples_folder(assignment.name)
    examples = read_examples(folder, {q.name for q in assignment.checked}) if any(folder.glob("*/*.py")) else []
    files = [(example.name, submission_of(example, course, assignment)) for example in examples if example.loses & questions]
    loses = {example.name: example.loses for example in examples}
    found: dict[str, Values] = {}
    for example, values in _measure(course, assignment, files, NEAR_MISS_REPEATS, frozenset(questions), jobs, done).items():
        for name in values.keys() & names:
            if name.partition(".")[0] in loses[example]:
                found.setdefault(name, {})[example] = values[name]
    return found


def _threshold(name: str, right: list[float], near: Values) -> dict[str, object]:
    """Return the threshold and the rate at which the reference falls below it. The threshold is five standard deviations below the
    reference's mean, or half-way from there to the best near miss below.
    """
    values = np.asarray(right)
    mean, deviation = float(values.mean()), float(values.std(ddof=1))
    highest, lowest = mean - 5 * deviation, mean - 8 * deviation
    # A near miss with values as good as the reference's fails another check of the question, not this statistic.
    best_near = max((max(v) for v in near.values() if max(v) < highest), default=highest)
    threshold = round(max((highest + best_near) / 2, lowest), 3)
    # Few degrees of freedom model a lower tail that is heavier than the normal one.
    rate = float(stats.t.cdf((threshold - mean) / deviation, df=30))
    if rate > FALSE_FAIL_RATE or (values < threshold).any():
        raise CalibrationError(
            f"{name}: the reference measures {mean:.3f} ± {deviation:.3f}, near misses up to {best_near:.3f}: "
            f"a right solution falls below a threshold of {threshold} with probability {rate:.1e}. Use a larger budget or another statistic."
        )
    quantiles = {f"{q:g}": round(float(np.quantile(values, q)), 4) for q in (0, 0.01, 0.05, 0.5, 0.95, 1)}
    return {
        "threshold": threshold,
        "false_fail_rate": float(f"{rate:.1e}"),
        "runs": len(right),
        "reference": {"mean": round(mean, 4), "standard_deviation": round(deviation, 4), "quantiles": quantiles},
        "near_misses": {example: [round(min(v), 4), round(max(v), 4)] for example, v in sorted(near.items())},
    }


def _set_constant(path: Path, constant: str, value: object) -> None:
    """Replace the number that a test file assigns to `constant`; everything else stays as it is. Raises CalibrationError."""
    text = read_source(path)
    numbers = [number for part in ast.parse(text).body if (number := _number_assigned(part, constant))]
    if len(numbers) != 1:
        raise CalibrationError(f"{path}: the threshold needs one line `{constant} = <number>`, but there are {len(numbers)}.")
    lines = text.split("\n")  # Python's lines: `splitlines` also splits at other characters
    row, begin, end = numbers[0].lineno - 1, numbers[0].col_offset, numbers[0].end_col_offset
    line = lines[row].encode()  # columns are counted in bytes
    lines[row] = (line[:begin] + str(value).encode() + line[end:]).decode()
    path.write_text("\n".join(lines), encoding="utf-8")


def _number_assigned(part: ast.stmt, constant: str) -> ast.expr | None:
    """The number that a statement gives to the variable `constant`; None for any other statement."""
    targets = part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
    value = part.value if isinstance(part, (ast.Assign, ast.AnnAssign)) else None
    if [ast.unparse(target) for target in targets] != [constant] or value is None:
        return None
    digits = value.operand if isinstance(value, ast.UnaryOp) else value
    return value if isinstance(digits, ast.Constant) and isinstance(digits.value, (int, float)) else None
