"""The unpacked autograder zip, in the folders of otter and Gradescope: source, submission, results."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from otter.utils import OTTER_CONFIG_FILENAME

from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course import Assignment, Course
from autograder.model.course_errors import CourseError
from autograder.model.course_file import load_course
from autograder.model.handout import built_handouts
from autograder.model.language import ENGLISH, mark
from autograder.model.paths import COURSE_FILE, SECRET_FILE
from autograder.model.source_text import read_source
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Verdict
from autograder.sandbox.client import SandboxError

PLUGIN = "autograder.integrations.otter.plugin.EnginePlugin"
NOT_GRADED = mark("The grader could not be started. You lose no points: a person will check the submission.")


def settings(course: Course, assignment: Assignment) -> dict[str, str]:
    """Return the settings for grading `assignment`, as strings for otter's configuration of the plugin."""
    return {
        "assignment": assignment.name,
        "course": read_source(course.folder / COURSE_FILE),
        "secret": course.secret().decode(),
        "catalogs": json.dumps({path.name: read_source(path) for path in _catalogs(course, assignment)}),
        # The notebook for students distinguishes a written answer from its prompt.
        "handouts": json.dumps({name: content.decode() for name, content in built_handouts(course, assignment).items()}),
    }


def _catalogs(course: Course, assignment: Assignment) -> list[Path]:
    """The course's translations into the languages of the assignment's notebooks."""
    return [path for language in assignment.title if (path := course.catalog(language)).is_file()]


@dataclass(frozen=True)
class Unpacked:
    """The unpacked zip in `folder`/source, with its settings."""

    folder: Path
    settings: Mapping[str, str]

    @classmethod
    def at(cls, folder: Path) -> Self:
        """Read the settings in the zip."""
        config = json.loads((folder / "source" / OTTER_CONFIG_FILENAME).read_text(encoding="utf-8"))
        return cls(folder, next(entry[PLUGIN] for entry in config["plugins"] if PLUGIN in entry))

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Remove the settings, which contain the course secret, from the folder while students' code runs."""
        file = self.folder / "source" / OTTER_CONFIG_FILENAME
        text = file.read_text(encoding="utf-8")
        file.write_text(json.dumps(json.loads(text) | {"plugins": []}), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(text, encoding="utf-8")

    @cached_property
    def assignment(self) -> Assignment:
        """The assignment of the zip."""
        with self._course() as course:
            return course.assignment(self.settings["assignment"])

    def grade(self, file: SubmittedFile) -> Verdict:
        """Grade a submission with the engine. Faults of the grader, including a sandbox that does not start, give the outcome GRADER_ERROR."""
        with self._course() as course, self.hidden():
            try:
                verdict = grade_all([Task(Grader(course, self.assignment), file)], jobs=1)[0]
            except (CourseError, SandboxError) as error:
                verdict = Verdict(
                    submission=file.name,
                    assignment=self.assignment.name,
                    digest=file.digest,
                    outcome=Outcome.GRADER_ERROR,
                    explanation=NOT_GRADED,
                    notes=[str(error)],
                )
        return verdict

    @contextmanager
    def _course(self) -> Iterator[Course]:
        """Yield the course in a temporary folder that only this user can read."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / COURSE_FILE).write_text(self.settings["course"], encoding="utf-8")
            (folder / SECRET_FILE).write_text(self.settings["secret"], encoding="utf-8")
            shutil.copytree(self.folder / "source" / "tests", folder / "tests" / "assignments" / self.settings["assignment"])
            course = load_course(folder)
            _write_all(course.handout_folder(self.settings["assignment"]), self.settings["handouts"])
            _write_all(course.catalog(ENGLISH).parent, self.settings.get("catalogs", "{}"))
            yield course


def _write_all(folder: Path, files: str) -> None:
    """Write files, given as a JSON object of their texts by name."""
    folder.mkdir(parents=True)
    for name, text in json.loads(files).items():
        (folder / name).write_text(text, encoding="utf-8")
