"""Select the examples to grade, so that none is graded twice: some go through every door, and of the others a part is audited each day."""

from datetime import date
from pathlib import Path
from zlib import crc32

from helpers.repository import REPOSITORY

from autograder.authoring.examples import read_examples
from autograder.model.course_file import load_course

COURSE = load_course(REPOSITORY)
SAMPLE = {True: 3, False: 12}  # examples for every door, by whether TensorFlow is used (half a minute each)


def all_examples(assignment):
    """Right ones first, then wrong ones sorted by name, which begins with the cell."""
    return read_examples(COURSE.examples_folder(assignment.name), {question.name for question in assignment.checked})


def for_every_door(assignment):
    """Evenly spaced examples."""
    examples = all_examples(assignment)
    return examples[:: max(1, len(examples) // SAMPLE["tensorflow" in assignment.frameworks])]


def for_the_audit(assignment, part):
    """Today's part of the other examples."""
    taken = {example.name for example in for_every_door(assignment)}
    others = (example for example in all_examples(assignment) if example.name not in taken)
    return [example for example in others if is_in_todays_part(example.name, part)]


def is_in_todays_part(name, part):
    """Whether an example is in today's part: in any `part` successive days each occurs once, independent of changes in the code."""
    return (crc32(Path(name).name.encode()) + date.today().toordinal()) % part == 0
