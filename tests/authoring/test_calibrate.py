"""Thresholds follow from the measured right solutions and near misses, in a course with one question and a random statistic."""

import json

import pytest

from autograder.authoring import calibrate as calibrate_module
from autograder.authoring.calibrate import FALSE_FAIL_RATE, CalibrationError, calibrate
from autograder.authoring.examples import ExampleError
from autograder.model.course_file import load_course

GRADER = """
course: Tiny
install: nothing
assignments:
  tiny:
    title: {en: Tiny}
    frameworks: []
    points: 1
    questions:
      q1: {title: The level, points: 1}
"""
MASTER = """# %% name="level"
def level():
    return 1.0  # SOLUTION

# %%
grader.check("q1")
"""
TEST = """from autograder import check, probe

OK_FORMAT = False
name = "q1"
LEAST = -0.5  # ü: set by `autograder calibrate`


@probe
def level(student):
    return student.level()


@check("The level", points=1)
def high(ask):
    ask.at_least("LEAST", ask(level) + {noise}, "Too low.")
"""
EXAMPLE = '''"""{name}

misconception: {name}
loses: q1
"""

# %% level
def level():
    return {value}
'''
NORMAL = "0.1 * ask.rng('noise').normal()"
REPEATS = 20


def test_a_fill_that_cannot_be_read_is_named(tiny):
    course = tiny(NORMAL, {})
    bad = course.examples_folder("tiny") / "wrong" / "bad.py"
    bad.parent.mkdir(parents=True)
    bad.write_text("x = 1\n")
    with pytest.raises(ExampleError, match="bad.py"):
        calibrate(course, course.assignment("tiny"), REPEATS, jobs=1)


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET", "the same draws each time")

    def course_of(noise, wrong):
        files = {"grader.yml": GRADER, "solutions/tiny.py": MASTER, "tests/assignments/tiny/q1.py": TEST.format(noise=noise)}
        for name, value in wrong.items():
            files[f"tests/examples/tiny/wrong/{name}.py"] = EXAMPLE.format(name=name, value=value)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return load_course(tmp_path)

    return course_of


def calibrated(course):
    found = calibrate(course, course.assignment("tiny"), REPEATS, jobs=1)["q1.LEAST"]
    folder = course.tests_folder("tiny")
    text = (folder / "q1.py").read_text()
    assert f"\nLEAST = {found['threshold']}  # ü: set by `autograder calibrate`\n\n\n@probe" in text
    assert json.loads((folder / "calibration.json").read_text())["q1.LEAST"] == found
    assert found["runs"] == REPEATS and found["false_fail_rate"] <= FALSE_FAIL_RATE
    reference = found["reference"]
    return found["threshold"], reference["mean"], reference["standard_deviation"], found["near_misses"]


def test_without_a_near_miss_the_threshold_is_as_tight_as_is_accepted(tiny):
    threshold, mean, deviation, near = calibrated(tiny(NORMAL, {}))
    assert not near
    assert mean - 5 * deviation == pytest.approx(threshold, abs=2e-3)
    assert 0.3 < threshold < 0.7


@pytest.mark.slow
def test_a_near_miss_is_kept_half_way_off(tiny):
    threshold, mean, deviation, near = calibrated(tiny(NORMAL, {"lower": 0.0, "as_high": 1.0}))
    best = near["wrong/lower"][1]
    assert best < threshold < mean - 5 * deviation
    assert threshold == pytest.approx(max((mean - 5 * deviation + best) / 2, mean - 8 * deviation), abs=2e-3)
    assert near["wrong/as_high"][0] > threshold  # it has to fail another check, and does not affect this threshold


@pytest.mark.slow
def test_a_threshold_below_zero_is_set_and_set_again(tiny):
    course = tiny(f"{NORMAL} - 3", {})
    for _ in range(2):
        threshold, *_ = calibrated(course)
        assert threshold < -2


@pytest.mark.slow
def test_a_right_solution_that_is_sometimes_far_below_has_no_threshold(tiny):
    course = tiny("-(2.0 ** (20 * ask.rng('noise').normal()))", {})  # the few largest values dominate for every seed
    text = (course.tests_folder("tiny") / "q1.py").read_text()
    with pytest.raises(CalibrationError, match="Use a larger budget or another statistic"):
        calibrate(course, course.assignment("tiny"), 120, jobs=1)
    assert (course.tests_folder("tiny") / "q1.py").read_text() == text


def set_constant(path, text, value=0.25):
    path.write_text(text)
    calibrate_module._set_constant(path, "LEAST", value)
    return path.read_text()


@pytest.mark.parametrize(
    ("line", "set_to"),
    [
        ("LEAST = 0.5", "LEAST = 0.25"),
        ("LEAST = -.5e-3  # why", "LEAST = 0.25  # why"),
        ("LEAST=1", "LEAST=0.25"),
        ("LEAST: float = (1.0)", "LEAST: float = (0.25)"),
        ("WHY = 'ü\x0c'; LEAST = 0.5; MOST = 0.5", "WHY = 'ü\x0c'; LEAST = 0.25; MOST = 0.5"),
    ],
)
def test_only_the_number_of_the_constant_is_replaced(tmp_path, line, set_to):
    others = 'THE_LEAST = LEAST_OF_ALL = 0.5\n"""\nLEAST = 0.5\n"""\nvalues = {"LEAST": 0.5}\n'
    assert set_constant(tmp_path / "q1.py", f"{others}{line}\n") == f"{others}{set_to}\n"


@pytest.mark.parametrize(
    "text", ["", "LEAST = 0.5\nLEAST = 0.4\n", "LEAST = HALF = 0.5\n", "LEAST = 1 / 2\n", "LEAST = '0.5'\n"]
)
def test_a_constant_that_is_not_one_number_is_an_error(tmp_path, text):
    with pytest.raises(CalibrationError, match=r"q1\.py: the threshold needs one line `LEAST = <number>`"):
        set_constant(tmp_path / "q1.py", text)
    assert (tmp_path / "q1.py").read_text() == text
