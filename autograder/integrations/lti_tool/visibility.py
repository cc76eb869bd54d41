"""The parts of a verdict that a student may see, and when."""

from datetime import datetime

from autograder.model.course import Assignment
from autograder.model.language import mark, speaking, tr
from autograder.model.verdict import Verdict

TEACHERS_ONLY = mark("only to instructors")
# The meaning of each visibility other than "visible".
NOT_SHOWN = {
    "after_due_date": mark("after the due date"),
    "after_published": mark("when the grades are published"),
    "hidden": TEACHERS_ONLY,
}


def shown(verdict: Verdict, assignment: Assignment, now: datetime) -> Verdict:
    """Return the verdict without the hidden questions; a note on each says when it will be shown."""
    visible, later = set[str](), dict[str, str]()
    for question in assignment.questions:
        visibility = assignment.visibility_of(question)
        over = visibility == "after_due_date" and assignment.due is not None and now > assignment.due
        if visibility == "visible" or over:
            visible.add(question.name)
        else:
            later[question.name] = NOT_SHOWN[visibility]
    questions = [question for question in verdict.questions if question.name in visible]
    # A question that the assignment no longer has stays hidden.
    hidden = [question for question in verdict.questions if question.name not in visible]
    with speaking(verdict.speech):
        notes = [
            tr("{}, {}: results are shown {}.", question.name, tr(question.title), later.get(question.name, TEACHERS_ONLY))
            for question in hidden
        ]
    behaves = "" if hidden else verdict.behaves_as_if
    return verdict.model_copy(update={"questions": questions, "notes": notes, "behaves_as_if": behaves})
