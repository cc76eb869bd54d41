"""A graded class with difficult names, for tests of exports to learning management systems."""

import hashlib
import json
import shutil

from helpers.repository import REPOSITORY

from autograder.integrations.lms.uploads import UPLOADS_FILE, read_uploads, sort_out, write_uploads
from autograder.model.course_file import load_course
from autograder.model.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.files import write_reports

NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
# Commas, quotes, Korean, right to left, an apostrophe, a formula, a decomposed accent, an emoji, spaces, two equal names.
NAMES = [
    "Kim, Seoyeon",
    '"Bobby" Tables',
    "김서연",
    "מרים כהן",
    "O’Neil-Smith",
    "=1+1",
    "Zoe\u0301 Ba_con",
    "🐙 Octo",
    "Lee",
    "Lee",
]
IDS = [str(100 + number) for number in range(len(NAMES))]


def course_with(folder, *changes):
    """This repository's course, with `changes` (old, new) to its grader.yml."""
    text = (REPOSITORY / "grader.yml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "grader.yml").write_text(text)
    return load_course(folder)


MLP = "  mnist_mlp:\n"


def verdict_on(file, earned=38.0, written=2.0, outcome=Outcome.GRADED):
    checks = [
        CheckVerdict(name="most of it", points=earned, passed=True),
        CheckVerdict(name="the rest", points=38 - earned, passed=False, message="No.", hint="Look again."),
    ]
    answer = WrittenAnswer(name="q8_written", title="In words", points=2, answer="Because.", earned=written)
    return Verdict(
        submission=file,
        assignment="mnist_mlp",
        digest=hashlib.sha256(NOTEBOOK.encode()).hexdigest(),
        outcome=outcome,
        questions=[QuestionVerdict(name="q1", title="The data", checks=checks)],
        written=[answer],
    )


def graded_class(tmp_path, uploads, verdict=verdict_on):
    """An output folder of `autograder grade` for the class of `uploads`."""
    write_uploads(sort_out(uploads), tmp_path / "imported")
    listed = read_uploads(tmp_path / "imported" / UPLOADS_FILE)
    verdicts = [verdict(file).model_copy(update={"digest": row.digest}) for file, row in listed.items()]
    write_reports(verdicts, tmp_path / "results")
    shutil.copy(tmp_path / "imported" / UPLOADS_FILE, tmp_path / "results")
    return tmp_path / "results"
