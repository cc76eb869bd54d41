"""The autograder zip in otter: `otter run` on the host, and the folders of a container and of Gradescope."""

import copy
import hashlib
import json
import math
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.metadata import version
from pathlib import Path

import dill
import jsonschema
import nbformat
import pytest
from helpers.repository import REPOSITORY, in_surroundings
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from otter.grade.utils import merge_scores_to_df
from otter.test_files import GradingResults

from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.integrations.otter.gradescope_results import gradescope_results
from autograder.integrations.otter.otter_results import fill_results
from autograder.integrations.otter.unpacked import Unpacked
from autograder.integrations.otter.zip_file import write_image, write_zip
from autograder.model.course_file import load_course
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.text import printable

FORMATS = ["text", "simple_format", "html", "md", "ansi"]
VISIBILITY = ["hidden", "after_due_date", "after_published", "visible"]
# From Gradescope's documentation of results.json; other keys are a mistake.
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score", "tests"],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": {"enum": FORMATS},
        "test_output_format": {"enum": FORMATS},
        "test_name_format": {"enum": FORMATS},
        "visibility": {"enum": VISIBILITY},
        "stdout_visibility": {"enum": VISIBILITY},
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["score", "max_score", "name"],
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": {"enum": FORMATS},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": {"enum": FORMATS},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": {"enum": VISIBILITY},
                    "extra_data": {"type": "object"},
                },
            },
        },
        "leaderboard": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "value"],
                "properties": {
                    "name": {"type": "string"},
                    "value": {"type": ["number", "string"]},
                    "order": {"enum": ["asc", "desc"]},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def zip_path(course, assignment, tmp_path_factory):
    path = tmp_path_factory.mktemp("zip") / "autograder.zip"
    write_zip(course, assignment, path)
    return path


def with_cell(notebook, source):
    """The notebook with another cell at its end."""
    changed = copy.deepcopy(notebook)
    changed.cells.append(nbformat.v4.new_code_cell(source, id="one-more"))
    return changed


def otter_run(zip_path, submission, folder):
    """The command's output, and results.json."""
    command = [sys.executable, "-m", "otter", "run", "--no-logo", "-a", str(zip_path), str(submission)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    results = folder / "results.json"
    return done, json.loads(results.read_text()) if results.is_file() else None


def points_of(results):
    return {test["name"]: test["score"] for test in results["tests"] if "score" in test}


class TouchedWhenUnpickled:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


def test_otter_run_gives_the_verdict_of_the_engine(course, assignment, stub, reference, zip_path, tmp_path):
    submission = tmp_path / "half.ipynb"
    half = copy.deepcopy(reference)
    for cell, blank in zip(half.cells, stub.cells, strict=True):
        if cell.metadata.get("name") in ("train_epoch", "initialize"):
            cell.source = blank.source
    nbformat.write(half, submission)
    [verdict] = grade_all([Task(Grader(course, assignment), SubmittedFile("half.ipynb", submission.read_bytes()))], jobs=1)
    done, results = otter_run(zip_path, submission, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    found = points_of(results)
    assert 0 < verdict.earned < verdict.points
    assert {name: found[name] for name in found if name != "q8_written"} == {q.name: q.earned for q in verdict.questions}
    assert found["q8_written"] == 0
    said = {test["name"]: test["output"] for test in results["tests"]}
    for question in verdict.questions:
        for check in question.checks:
            assert check.passed or (check.message.splitlines()[0] in said[question.name] and check.hint in said[question.name])
    assert "A person grades this answer with up to 2 points" in said["q8_written"]
    assert f"{verdict.earned:.3f} / {verdict.points:.3f}" in done.stdout
    assert "Sandbox: " in done.stdout


def test_nothing_of_the_submission_runs_in_otters_processes(reference, zip_path, tmp_path):
    """Neither pickles that otter would load, nor modules that its kernel would import, nor the notebook; and an exit affects only its cell."""
    touched = tmp_path / "touched"
    module = f"open({str(touched)!r}, 'a').write(__name__)\n"
    submission = tmp_path / "submission.zip"
    escaping = with_cell(reference, f"import os\ntry: open({str(touched)!r}, 'w')\nexcept OSError: pass\nos._exit(0)")
    with zipfile.ZipFile(submission, "w") as out:
        out.writestr("hw.ipynb", nbformat.writes(escaping))
        out.writestr(".OTTER_LOG", pickle.dumps(TouchedWhenUnpickled(touched)))
        for name in ("otter.py", "sitecustomize.py", "nbformat.py", "IPython/__init__.py", "tests/q1.py"):
            out.writestr(name, module)
    done, results = otter_run(zip_path, submission, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert not touched.exists()
    assert "crashed" in done.stdout
    assert set(points_of(results).values()) == {0}


@pytest.mark.parametrize("name", ["otter.py", "hw.py"])
def test_a_script_does_not_run_in_otters_kernel_either(name, zip_path, tmp_path):
    """Otter accepts scripts, and its kernel would import one with this name instead of itself."""
    touched = tmp_path / "touched"
    submission = tmp_path / "submission" / name
    submission.parent.mkdir()
    submission.write_text(f"open({str(touched)!r}, 'w')\n")
    done, results = otter_run(zip_path, submission, tmp_path)
    assert done.returncode != 0 and f"{name} is not a notebook" in done.stderr
    assert results is None and not touched.exists()


def test_a_kernel_that_does_not_start_costs_no_point(course, assignment, reference):
    """Otter treats an empty notebook without results as a fatal error."""
    verdict = Verdict(submission="hw.ipynb", assignment=assignment.name, digest="0" * 64, outcome=Outcome.GRADED)
    verdict.questions = [
        QuestionVerdict(name=q.name, title=q.title, checks=[CheckVerdict(name="c", points=q.points, passed=True)])
        for q in assignment.checked
    ]
    results = GradingResults.without_results(RuntimeError("no kernel"))
    fill_results(results, verdict, assignment, in_a_class=True)
    assert results.total == 38 and not results.has_catastrophic_failure()


def test_what_otter_keeps_to_itself(course, assignment, zip_path, tmp_path):
    """The secret is only in the plugin's settings, and students' parts of the repository are not in the zip."""
    secret = course.secret().strip()
    with zipfile.ZipFile(zip_path) as packed:
        names = packed.namelist()
        holding = [name for name in names if secret in packed.read(name)]
        executable = packed.getinfo("run_autograder").external_attr >> 16
        packed.extractall(tmp_path)
    assert holding == ["otter_config.json"]
    assert {name for name in names if name.startswith("tests/")} == {f"tests/{q.name}.py" for q in assignment.checked}
    assert executable & 0o111 == 0o111
    [wheel] = tmp_path.glob("requirements.*.whl")
    with zipfile.ZipFile(wheel) as packed:
        inside = {name.split("/")[0] for name in packed.namelist()}
    assert inside == {"autograder", f"dl_autograder-{version('dl_autograder')}.dist-info"}


def test_the_wheel_in_the_zip_installs(zip_path, tmp_path):
    with zipfile.ZipFile(zip_path) as packed:
        [name] = [name for name in packed.namelist() if name.endswith(".whl")]
        (tmp_path / name.removeprefix("requirements.")).write_bytes(packed.read(name))
    target = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*command, str(tmp_path / name.removeprefix("requirements."))], check=True)
    ours = REPOSITORY / "autograder"
    for path in ours.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert (target / "autograder" / path.relative_to(ours)).read_bytes() == path.read_bytes()
    assert (target / "bin" / "autograder").is_file()


def test_the_zip_of_the_same_package_installs_the_same(course, zip_path, tmp_path):
    """This shows whether an image has the same package."""
    time.sleep(2)  # dates in a zip have a resolution of two seconds
    write_zip(course, course.assignment("optimizers"), tmp_path / "autograder.zip")
    wheels = []
    for path in (zip_path, tmp_path / "autograder.zip"):
        with zipfile.ZipFile(path) as packed:
            wheels += [packed.read(name) for name in packed.namelist() if name.endswith(".whl")]
    assert wheels[0] == wheels[1]


def test_a_ready_image_has_all_that_setup_installs(course, tmp_path):
    write_image(course, tmp_path / "image")
    names = {path.name for path in (tmp_path / "image").iterdir()}
    assert {"Dockerfile", "setup.sh", "requirements.lock", "requirements.extras"} < names
    assert (tmp_path / "image" / "requirements.extras").read_text() == "grading,tensorflow,torch"
    assert not any(course.secret().strip() in path.read_bytes() for path in (tmp_path / "image").iterdir())
    assert subprocess.run(["bash", "-n", str(tmp_path / "image" / "setup.sh")]).returncode == 0


# Gradescope's folders and otter's container


def laid_out(zip_path, folder, files):
    """The folders in Gradescope's documentation, with `files` (name → content) as the submission."""
    for name in ("source", "submission", "results"):
        (folder / name).mkdir(parents=True)
    with zipfile.ZipFile(zip_path) as packed:
        packed.extractall(folder / "source")
    shutil.copy(folder / "source" / "run_autograder", folder)
    (folder / "run_autograder").chmod(0o755)
    for name, content in files.items():
        (folder / "submission" / name).write_text(content, encoding="utf-8")
    (folder / "submission_metadata.json").write_text(METADATA)
    return folder


METADATA = json.dumps(
    {
        "id": 1,
        "created_at": "2026-11-22T10:00:00.000000-08:00",
        "submission_method": "upload",
        "assignment": {"id": 2, "course_id": 3, "title": "MLP", "total_points": "38.0", "group_submission": False},
        "users": [{"id": 4, "name": "김서연", "email": "student@example.org"}],
        "previous_submissions": [],
    }
)


def run_autograder(folder, surroundings="root"):
    """Run it as Gradescope does; `surroundings` as in reduced_privileges.py. Returns the output."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = in_surroundings(surroundings, [folder / "run_autograder"])
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def row(folder, name="hw.ipynb"):
    """The row that `otter grade` unpickles on the host."""
    with (folder / "results" / "results.pkl").open("rb") as file:
        found = dill.load(file)
    found.file = name
    return found


@pytest.fixture(scope="module")
def graded_class(reference, stub, zip_path, tmp_path_factory):
    """The folder of each submission, by name, after grading as in a container; and the output."""
    other = copy.deepcopy(reference)
    other.metadata.otter.assignment_name = "optimizers"
    submissions = {
        "right": {"hw.ipynb": nbformat.writes(reference)},
        "same name": {"hw.ipynb": nbformat.writes(stub)},
        "exits": {"hw.ipynb": nbformat.writes(with_cell(reference, "import os; os._exit(0)"))},
        "no notebook": {"hw.ipynb": "PK\x03\x04 not JSON"},
        "empty": {"hw.ipynb": ""},
        "nothing": {},
        "a script": {"hw.py": "print(1)"},
        "two": {"hw.ipynb": nbformat.writes(reference), "hw (1).ipynb": nbformat.writes(reference)},
        "another assignment": {"hw.ipynb": nbformat.writes(other)},
        "our fault": {"hw.ipynb": nbformat.writes(with_cell(reference, "# another"))},
    }
    folders = {}
    for name, files in submissions.items():
        folder = laid_out(zip_path, tmp_path_factory.mktemp("container") / "autograder", files)
        if name == "our fault":
            test = folder / "source" / "tests" / "q1.py"
            test.write_text(re.sub(r"(?m)^def (\w+)\(ask\):$", r"def \1(ask):\n    1 / 0", test.read_text()))
        folders[name] = (folder, run_autograder(folder))
    return folders


@pytest.mark.slow
def test_otters_table_of_a_class(graded_class):
    """One row for each submission, even if otter itself refuses it; every column is kept; equal file names are distinguished."""
    rows = {name: row(folder) for name, (folder, _) in graded_class.items()}
    table = merge_scores_to_df(list(rows.values()))
    questions = [f"q{i}" for i in range(1, 9)]
    assert list(table.columns) == [
        "file", "outcome", *questions, "q8_written", "submission", "total_points_earned", "percent_correct", "grading_status"
    ]  # fmt: skip
    possible, *submitted = table.to_dict("records")
    assert possible["total_points_earned"] == 38 and possible["q8_written"] == 2
    assert len(submitted) == len(rows)
    assert {entry["grading_status"] for entry in submitted} == {"Completed"}
    found = dict(zip(rows, submitted, strict=True))
    for name in ("right", "same name"):
        content = (graded_class[name][0] / "submission" / "hw.ipynb").read_bytes()
        assert found[name]["submission"] == hashlib.sha256(content).hexdigest()[:12]
    assert {name: entry["outcome"] for name, entry in found.items()} == {
        "right": "graded",
        "same name": "graded",
        "exits": "crashed",
        "no notebook": "unreadable",
        "empty": "unreadable",
        "nothing": "unreadable",
        "a script": "unreadable",
        "two": "unreadable",
        "another assignment": "unreadable",
        "our fault": "grader error",
    }
    points = {name: entry["total_points_earned"] for name, entry in found.items()}
    assert points["right"] == 38
    assert math.isnan(points.pop("our fault"))  # an empty cell, never a zero
    assert {total for name, total in points.items() if name != "right"} == {0}
    written = {name: entry["q8_written"] for name, entry in found.items()}
    assert (written["right"], written["nothing"]) == ("awaiting", "empty")
    assert "❌ Test case failed" in rows["same name"].summary() and "✅" not in rows["nothing"].summary()


@pytest.mark.slow
def test_what_gradescope_reads(graded_class, assignment):
    for name, (folder, printed) in graded_class.items():
        file = folder / "results" / "results.json"
        if name == "our fault":
            assert not file.exists()
            assert "grader error: no points" in printed and "ZeroDivisionError" in printed
            continue
        results = json.loads(file.read_text(), parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
        jsonschema.validate(results, SCHEMA)
        assert sum(test["max_score"] for test in results["tests"]) == sum(q.points for q in assignment.checked)
        assert results["score"] == sum(test["score"] for test in results["tests"]) == (38 if name == "right" else 0)
    said = {
        name: json.loads((folder / "results" / "results.json").read_text())["output"]
        for name, (folder, _) in graded_class.items()
        if name != "our fault"
    }
    assert "exit code 0" in said["exits"]
    assert "is not a notebook" in said["no notebook"] and "has 0" in said["a script"]
    assert "has 2" in said["two"] and "has 0" in said["nothing"]
    assert "'optimizers'" in MarkdownIt().render(said["another assignment"]).replace("&#39;", "'")


@pytest.mark.slow
def test_the_secret_is_not_in_the_folder_while_students_code_runs(reference, course, zip_path, tmp_path):
    """It returns afterwards: a second run gives the same result."""
    folder = laid_out(zip_path, tmp_path / "autograder", {"hw.ipynb": nbformat.writes(reference)})
    here = Unpacked.at(folder)
    config = folder / "source" / "otter_config.json"
    with here.hidden():
        assert course.secret() not in config.read_bytes()
    first = (run_autograder(folder), json.loads((folder / "results" / "results.json").read_text())["tests"])
    again = (run_autograder(folder), json.loads((folder / "results" / "results.json").read_text())["tests"])
    assert first[1] == again[1]
    assert course.secret().decode() not in first[0]
    assert course.secret() in config.read_bytes()


@pytest.mark.slow
def test_a_written_answer_is_found_by_the_handout_in_the_zip(reference, zip_path, tmp_path):
    """Colab drops the names of cells."""
    answer = next(cell.source for cell in reference.cells if cell.metadata.get("name") == "q8_written")
    lost = copy.deepcopy(reference)
    for cell in lost.cells:
        cell.metadata = nbformat.from_dict({})
    folder = laid_out(zip_path, tmp_path / "autograder", {"hw.ipynb": nbformat.writes(lost)})
    verdict = Unpacked.at(folder).grade(SubmittedFile("hw.ipynb", nbformat.writes(lost).encode()))
    assert [written.answer for written in verdict.written] == [answer]


@pytest.mark.slow
@pytest.mark.parametrize("surroundings", ["user", "container", "bare"])
def test_gradescope_with_fewer_rights(surroundings, reference, zip_path):
    """As an ordinary user, and in a container without privileges: the same points."""
    with tempfile.TemporaryDirectory() as name:
        folder = laid_out(zip_path, Path(name) / "autograder", {"hw.ipynb": nbformat.writes(reference)})
        for path in [Path(name), folder, *folder.rglob("*")]:
            path.chmod(0o777)
        printed = run_autograder(folder, surroundings)
        results = json.loads((folder / "results" / "results.json").read_text())
    assert results["score"] == 38, printed


# The results alone

lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
# Text that Markdown would read as lists, code, headings and entities.
texts = st.lists(lines | st.sampled_from(["1. a", "- b", "    code", "# c", "===", "&lt;", "> d", "+ e", "<b>"])).map("\n".join)


def shown(markdown):
    """The visible text of Markdown, without spaces."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    return "".join(part.content for token in tokens for part in token.children or [] if part.type.startswith("text"))


@given(texts, texts)
def test_messages_are_shown_as_they_are(message, hint):
    check = CheckVerdict(name="the check", points=1, passed=False, message=message, hint=hint)
    verdict = Verdict(
        submission="hw.ipynb",
        assignment="mnist_mlp",
        digest="0" * 64,
        outcome=Outcome.GRADED,
        questions=[QuestionVerdict(name="q1", title="The data", checks=[check])],
        explanation=message,
    )
    results = gradescope_results(verdict, load_course(REPOSITORY).assignment("mnist_mlp"))
    jsonschema.validate(results, SCHEMA)
    said = message + (f"Hint:{hint}" if hint else "")
    assert "".join(printable(said).split()) == "".join(shown(results["tests"][0]["output"]).split())


def test_visibility_and_leaderboard_are_as_grader_yml_says(tmp_path):
    text = (REPOSITORY / "grader.yml").read_text()
    text = text.replace(
        "    title: {en: An MLP that trains well",
        "    visibility: after_due_date\n    leaderboard: {Held-out accuracy: q7}\n    title: {en: An MLP that trains well",
    ).replace("q1: {title: The data, points: 3}", "q1: {title: The data, points: 3, visibility: hidden}")
    (tmp_path / "grader.yml").write_text(text)
    assignment = load_course(tmp_path).assignment("mnist_mlp")
    checks = [CheckVerdict(name="c", points=1, passed=True, measured={"THRESHOLD": 0.91234})]
    verdict = Verdict(
        submission="hw.ipynb",
        assignment="mnist_mlp",
        digest="0" * 64,
        outcome=Outcome.GRADED,
        questions=[QuestionVerdict(name=name, title=name, checks=checks) for name in ("q1", "q2", "q7")],
        written=[WrittenAnswer(name="q8_written", title="In words", points=2, answer="")],
    )
    results = gradescope_results(verdict, assignment)
    jsonschema.validate(results, SCHEMA)
    assert [test["visibility"] for test in results["tests"]] == ["hidden", "after_due_date", "after_due_date"]
    assert results["leaderboard"] == [{"name": "Held-out accuracy", "value": 0.9123}]
    checks[0].measured["THRESHOLD"] = math.nan
    assert gradescope_results(verdict, assignment)["leaderboard"] == []
    assert "no answer was submitted" in results["output"]


def test_a_fault_of_ours_is_no_score(assignment):
    verdict = Verdict(submission="hw.ipynb", assignment="mnist_mlp", digest="0" * 64, outcome=Outcome.GRADER_ERROR)
    assert gradescope_results(verdict, assignment) is None
