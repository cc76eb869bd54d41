"""What a student may see of a verdict, and when."""

from datetime import datetime

from autograder.course import Assignment
from autograder.verdict import Verdict

# What each visibility other than "visible" means here.
NOT_SHOWN = {
    "after_due_date": "after the due date",
    "after_published": "when the grades are published",
    "hidden": "only to those who teach the course",
}


def shown(verdict: Verdict, assignment: Assignment, now: datetime) -> Verdict:
    """The verdict without the questions that are not to be seen now; a note on each of them says when."""
    later = {
        question.name: NOT_SHOWN[visibility]
        for question in assignment.questions
        if (visibility := assignment.visibility_of(question)) != "visible"
        and not (visibility == "after_due_date" and assignment.due is not None and now > assignment.due)
    }
    questions = [question for question in verdict.questions if question.name not in later]
    hidden = [question for question in verdict.questions if question.name in later]
    notes = [f"{question.name}, {question.title}: shown {later[question.name]}." for question in hidden]
    behaves = "" if hidden else verdict.behaves_as_if
    return verdict.model_copy(update={"questions": questions, "notes": notes, "behaves_as_if": behaves})
