"""The course: its assignments and their questions, and where their files are."""

from pathlib import Path

from autograder.model.course_errors import CourseError, suggestion
from autograder.model.course_settings import AssignmentSettings, CourseSettings, QuestionSettings, Visibility
from autograder.model.paths import COURSE_FILE, STORE_FILE
from autograder.model.secret import course_secret


class Question(QuestionSettings):
    """A question and its name."""

    name: str


class Assignment(AssignmentSettings):
    """An assignment, its name and its questions."""

    name: str
    questions: list[Question]

    def column(self, system: str) -> str | None:
        """What the assignment's column is called in the table of `system`, where grader.yml says it."""
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
    """A course and the folder that it is in; `course_file.load_course` makes it. No path that it returns need exist."""

    folder: Path
    assignments: dict[str, Assignment]

    def assignment(self, name: str) -> Assignment:
        """The assignment of this name. Raises CourseError where there is none."""
        if name not in self.assignments:
            guess = suggestion(name, self.assignments)
            raise CourseError(f"{COURSE_FILE} has no assignment {name!r}{guess}; it has {', '.join(self.assignments)}")
        return self.assignments[name]

    def master(self, name: str) -> Path:
        """The master notebook of assignment `name`."""
        return self.folder / "solutions" / f"{name}.py"

    def tests_folder(self, name: str) -> Path:
        """Where the test files of assignment `name` are."""
        return self.folder / "tests" / "assignments" / name

    def examples_folder(self, name: str) -> Path:
        """Where the examples of assignment `name` are: right, wrong, hostile."""
        return self.folder / "tests" / "examples" / name

    def handout_folder(self, name: str) -> Path:
        """Where what students get of assignment `name` is."""
        return self.folder / "assignments" / name

    def store_file(self) -> Path:
        """Where submissions and verdicts are stored."""
        return self.folder / STORE_FILE

    def secret(self) -> bytes:
        """The course secret; see `secret.course_secret`. Raises CourseError."""
        return course_secret(self.folder)
