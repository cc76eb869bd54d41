"""The store: content is kept once, found by its keys, and complete after any interruption."""

import sqlite3
import subprocess
import sys
import textwrap
import threading
import zlib

import pytest

from autograder.grading.store import Store, StoreError
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import CheckVerdict, Outcome, Points, QuestionVerdict, Verdict

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


def test_what_lacked_a_package_that_is_there_now_is_to_be_graded_again(store):
    for missing, stands in (["no_such_package"], True), (["no_such_package", "numpy"], False), ([], True):
        store.record("v1", verdict().model_copy(update={"missing": missing}))
        assert store.is_graded("v1", FILE.digest) is stands


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


def test_points_of_a_written_answer_come_back_as_they_were(store):
    store.give(
        "a", {(FILE.digest, "q1"): Points(1.25, "좋다\n'\0"), (FILE.digest, "q2"): Points(0), ("other", "q1"): Points(3)}
    )
    assert store.points("a", FILE.digest) == {"q1": Points(1.25, "좋다\n'\0"), "q2": Points(0)}
    assert store.points("b", FILE.digest) == {}


def test_points_are_replaced_and_taken_back(store):
    store.give("a", {(FILE.digest, "q1"): Points(1, "first"), (FILE.digest, "q2"): Points(1)})
    store.give("a", {(FILE.digest, "q1"): Points(2), (FILE.digest, "q2"): None})
    assert store.points("a", FILE.digest) == {"q1": Points(2)}


def test_points_are_stored_all_or_none(store):
    with pytest.raises(StoreError):
        store.give("a", {(FILE.digest, "q1"): Points(1), (FILE.digest, None): Points(1)})
    assert store.points("a", FILE.digest) == {}


def test_a_submission_knows_what_it_was_graded_for(store):
    assert store.assignments(FILE.digest) == set()
    store.record("v1", verdict())
    store.record("v2", verdict())
    assert store.assignments(FILE.digest) == {"a"}


def test_a_store_of_format_1_gets_what_it_lacks(tmp_path):
    """A store from the first version of this program, with a verdict."""
    database = sqlite3.connect(tmp_path / "store.sqlite")
    database.executescript("""
        CREATE TABLE submission (digest TEXT PRIMARY KEY, content BLOB NOT NULL,
            received TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
        CREATE TABLE verdict (version TEXT NOT NULL, digest TEXT NOT NULL REFERENCES submission, outcome TEXT NOT NULL,
            verdict BLOB NOT NULL, graded TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (version, digest));
        PRAGMA user_version = 1;
    """)
    row = ("v1", FILE.digest, "graded", zlib.compress(verdict().to_json()))
    database.execute("INSERT INTO verdict (version, digest, outcome, verdict) VALUES (?, ?, ?, ?)", row)
    database.commit()
    database.close()
    for _ in range(2):
        with Store(tmp_path / "store.sqlite") as store:
            assert store.verdict("v1", FILE.digest).earned == 2
            store.give("a", {(FILE.digest, "q1"): Points(1)})
            assert store.points("a", FILE.digest) == {"q1": Points(1)}


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    database = sqlite3.connect(tmp_path / "store.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.commit()
    with pytest.raises(StoreError, match="newer version"):
        Store(tmp_path / "store.sqlite")


def test_a_writer_killed_in_the_middle_leaves_nothing_half_done(tmp_path):
    """The second of three submissions never arrives: none of the three is kept, and the store still works."""
    program = f"""
        import os, signal
        from pathlib import Path
        from autograder.grading.store import Store
        from autograder.model.submission import SubmittedFile
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


@pytest.mark.parametrize("_", range(30))  # they collided in one of ten
def test_several_may_create_the_store_at_once(tmp_path, _):
    start, failed = threading.Barrier(8), []

    def open_it():
        start.wait()
        try:
            with Store(tmp_path / "store.sqlite"):
                pass
        except StoreError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
