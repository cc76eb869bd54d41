"""The course: its assignments, their questions, and the paths of their files."""

from pathlib import Path

from autograder.model.course_errors import CourseError, suggestion
from autograder.model.course_settings import AssignmentSettings, CourseSettings, QuestionSettings, Visibility
from autograder.model.paths import COURSE_FILE, STORE_FILE
from autograder.model.secret import course_secret


class Question(QuestionSettings):
    """A question with its name."""

    name: str


class Assignment(AssignmentSettings):
    """An assignment with its name and its questions."""

    name: str
    questions: list[Question]

    def column(self, system: str) -> str | None:
        """The title of the assignment's column in the table of `system`, if grader.yml sets it."""
        return next((column for key, column in self.columns.items() if key == system), None)

    @property
    def checked(self) -> list[Question]:
        """The questions that checks grade."""
        return [question for question in self.questions if not question.by_hand]

    def visibility_of(self, question: Question) -> Visibility:
        """When students see the checks of `question` on Gradescope."""
        return question.visibility or self.visibility

    @property
    def by_hand(self) -> list[Question]:
        """The questions that a person grades."""
        return [question for question in self.questions if question.by_hand]


class Course(CourseSettings):
    """A course and its folder, made by `course_file.load_course`. The paths that it returns may not exist."""

    folder: Path
    assignments: dict[str, Assignment]

    def assignment(self, name: str) -> Assignment:
        """Return the assignment with this name. Raises CourseError if there is none."""
        if name not in self.assignments:
            guess = suggestion(name, self.assignments)
            raise CourseError(f"{COURSE_FILE} has no assignment {name!r}{guess}; it has {', '.join(self.assignments)}")
        return self.assignments[name]

    def master(self, name: str) -> Path:
        """The master notebook of assignment `name`."""
        return self.folder / "solutions" / f"{name}.py"

    def tests_folder(self, name: str) -> Path:
        """The folder of the test files of assignment `name`."""
        return self.folder / "tests" / "assignments" / name

    def examples_folder(self, name: str) -> Path:
        """The folder of the examples of assignment `name`: right, wrong, hostile."""
        return self.folder / "tests" / "examples" / name

    def handout_folder(self, name: str) -> Path:
        """The folder of the student notebooks of assignment `name`."""
        return self.folder / "assignments" / name

    def catalog(self, language: str) -> Path:
        """The file with the course's translations into `language`; see `autograder translate`."""
        return self.folder / "locale" / f"{language}.po"

    def store_file(self) -> Path:
        """The file of the store of submissions and verdicts."""
        return self.folder / STORE_FILE

    def secret(self) -> bytes:
        """The course secret; see `secret.course_secret`. Raises CourseError."""
        return course_secret(self.folder)
