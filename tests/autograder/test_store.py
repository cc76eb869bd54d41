"""What is stored stays: kept once, found by what it depends on, whole after any interruption."""

import sqlite3
import subprocess
import sys
import textwrap

import pytest

from autograder.store import Store, StoreError
from autograder.submission import SubmittedFile
from autograder.verdict import CheckVerdict, Outcome, QuestionVerdict, Verdict

FILE = SubmittedFile("kim.ipynb", b'{"cells": []}')


def verdict(outcome=Outcome.GRADED, message="", digest=FILE.digest):
    checks = [CheckVerdict(name="c", points=2, passed=True, message=message, measured={"T": float("nan")})]
    questions = [QuestionVerdict(name="q1", title="One", checks=checks)]
    return Verdict(submission="kim.ipynb", assignment="a", digest=digest, outcome=outcome, questions=questions)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "new" / "store.sqlite") as store:
        store.keep([FILE])
        yield store


def test_a_submission_comes_back_as_it_was(store):
    store.keep([FILE, SubmittedFile("the same under another name", FILE.content)])
    assert store.content(FILE.digest) == FILE.content


def test_a_verdict_comes_back_as_it_was(store):
    odd = "half a character: \ud83d, and a NUL: \0"
    store.record("v1", verdict(message=odd))
    found = store.verdict("v1", FILE.digest)
    assert found.questions[0].checks[0].message == odd
    assert found.earned == 2
    assert found.questions[0].checks[0].measured["T"] != found.questions[0].checks[0].measured["T"]  # still NaN


def test_a_verdict_belongs_to_a_version(store):
    store.record("v1", verdict())
    assert store.is_graded("v1", FILE.digest)
    assert not store.is_graded("v2", FILE.digest)
    assert store.verdict("v2", FILE.digest) is None


def test_a_grader_error_is_to_be_tried_again(store):
    store.record("v1", verdict(Outcome.GRADER_ERROR))
    assert not store.is_graded("v1", FILE.digest)
    assert store.verdict("v1", FILE.digest).outcome is Outcome.GRADER_ERROR
    store.record("v1", verdict())
    assert store.verdict("v1", FILE.digest).outcome is Outcome.GRADED


def test_it_is_there_the_next_time(tmp_path):
    for _ in range(2):
        with Store(tmp_path / "store.sqlite") as store:
            store.keep([FILE])
            store.record("v1", verdict())
    with Store(tmp_path / "store.sqlite") as store:
        assert store.is_graded("v1", FILE.digest)


def test_two_engines_share_a_store(tmp_path):
    with Store(tmp_path / "s.sqlite") as one, Store(tmp_path / "s.sqlite") as other:
        one.keep([FILE])
        other.record("v1", verdict())
        assert one.is_graded("v1", FILE.digest)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, None])
def test_a_store_that_cannot_be_used_is_named(tmp_path, content):
    file = tmp_path / "store.sqlite"
    file.mkdir() if content is None else file.write_bytes(content)
    with pytest.raises(StoreError, match="store.sqlite cannot be used"):
        Store(file)


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    database = sqlite3.connect(tmp_path / "store.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.commit()
    with pytest.raises(StoreError, match="newer version"):
        Store(tmp_path / "store.sqlite")


def test_a_writer_killed_in_the_middle_leaves_nothing_half_done(tmp_path):
    """The second of three submissions never arrives: none of the three is kept, and the store goes on working."""
    program = f"""
        import os, signal
        from pathlib import Path
        from autograder.store import Store
        from autograder.submission import SubmittedFile
        def files():
            yield SubmittedFile("one", b"1" * 5_000_000)
            os.kill(os.getpid(), signal.SIGKILL)
        Store(Path({str(tmp_path / "store.sqlite")!r})).keep(files())
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], timeout=60)
    assert done.returncode == -9
    with Store(tmp_path / "store.sqlite") as store:
        store.keep([FILE])
        assert store.content(FILE.digest) == FILE.content
        with pytest.raises(StoreError):
            store.content(SubmittedFile("one", b"1" * 5_000_000).digest)
