"""What was handed in through the web tool, as a class for `autograder grade`."""

from functools import partial

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.handins import Download, Handin, StoredFile, sort_out
from autograder.integrations.lti_tool.records import Records
from autograder.model.course import Course


def handed_in(records: Records, course: Course, assignment: str | None) -> Download:
    """Of each student what they handed in last; where the score goes is its source. Contents are read while `records` is open.

    Raises LmsError, CourseError.
    """
    names = [course.assignment(assignment).name] if assignment else list(course.assignments)
    of_each = {name: found for name in names if (found := records.newest(name))}
    if len(of_each) != 1:
        if not of_each:
            raise LmsError(f"Nothing of {', '.join(names)} was handed in through `autograder serve` so far.")
        raise LmsError(
            f"Notebooks of {', '.join(of_each)} were handed in through `autograder serve`; name one with --assignment."
        )
    return sort_out(
        Handin(
            StoredFile(handin.file, handin.file, handin.digest, partial(records.content, handin.digest)),
            handin.student,
            name=handin.name,
            email=handin.email,
            attempt=str(handin.number),
            submitted=handin.at,
            source=handin.line_item,
        )
        for handin in next(iter(of_each.values()))
    )
