"""Export the uploads of the web tool as a class for `autograder grade`."""

from functools import partial

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.uploads import Download, StoredFile, Upload, sort_out
from autograder.integrations.lti_tool.records import Records
from autograder.model.course import Course


def tool_uploads(records: Records, course: Course, assignment: str | None) -> Download:
    """Return the latest upload of each student; its source is the line item. Contents are read lazily, while `records` is open.

    Raises LmsError, CourseError.
    """
    names = [course.assignment(assignment).name] if assignment else list(course.assignments)
    of_each = {name: found for name in names if (found := records.newest(name))}
    if len(of_each) != 1:
        if not of_each:
            raise LmsError(f"`autograder serve` has not received any notebook of {', '.join(names)} yet.")
        raise LmsError(
            f"`autograder serve` has notebooks of several assignments ({', '.join(of_each)}); name one with --assignment."
        )
    return sort_out(
        Upload(
            StoredFile(upload.file, upload.file, upload.digest, partial(records.content, upload.digest)),
            upload.student,
            name=upload.name,
            email=upload.email,
            attempt=str(upload.number),
            submitted=upload.at,
            source=upload.line_item,
        )
        for upload in next(iter(of_each.values()))
    )
