"""The next upload that `autograder serve` grades, and the next score that it sends."""

from autograder.integrations.lti_tool.grading_loop import grade_uploads
from autograder.integrations.lti_tool.records import Records, Visitor
from autograder.model.submission import SubmittedFile
from autograder.model.verdict import Outcome, Verdict


def visitor(student, link="link", assignment="mnist_mlp", line_item="https://lms.example.edu/item"):
    return Visitor(student, student, "", False, assignment, link, line_item)


def hand_in(records, *visitors):
    """Store a different notebook from each student."""
    for one in visitors:
        count = len(records._uploads("", ()))
        assert records.hand_in(one, SubmittedFile("a.ipynb", f"{one.student} {count}".encode()), 99)


def waiting(records):
    return [(one.student, one.number) for one in records.ungraded(["mnist_mlp", "regularization"])]


def test_only_the_newest_of_a_student_is_graded(tmp_path):
    with Records(tmp_path / "store.sqlite") as records:
        hand_in(records, visitor("s1"), visitor("s2"), visitor("s1"), visitor("s1"))
        assert waiting(records) == [("s2", 2), ("s1", 4)]
        assert [records.before(number) for number in (2, 4)] == [0, 1]
        of_s1 = {one.number: (one.waits, one.superseded) for one in records.uploads_of(visitor("s1"))}
        assert of_s1 == {1: (False, True), 3: (False, True), 4: (True, False)}
        assert not records.begin(3) and records.begin(4)


def test_what_is_being_graded_goes_on_and_its_score_is_replaced(tmp_path):
    with Records(tmp_path / "store.sqlite") as records:
        hand_in(records, visitor("s1"))
        assert records.begin(1)
        hand_in(records, visitor("s1"), visitor("s1"))
        assert waiting(records) == [("s1", 1), ("s1", 3)]
        first, third = records.ungraded(["mnist_mlp"])
        records.set_graded(first.digest, "mnist_mlp", "v")
        assert [one.number for one in records.unsent()] == [1]
        records.set_graded(third.digest, "mnist_mlp", "v")
        assert [one.number for one in records.unsent()] == [3]
        became = {one.number: one.score for one in records.uploads_of(visitor("s1"))}
        assert became == {1: "superseded", 2: "superseded", 3: None}


def test_killed_while_it_graded_an_older_one_it_grades_the_newest(tmp_path):
    with Records(tmp_path / "store.sqlite") as records:
        hand_in(records, visitor("s1"))
        assert records.begin(1)
        hand_in(records, visitor("s1"), visitor("s2"))
        records.resume()
        assert waiting(records) == [("s1", 2), ("s2", 3)]
        assert not any(one.begun for one in records.ungraded(["mnist_mlp"]))


def test_what_was_handed_in_elsewhere_is_graded_too(tmp_path):
    """Through another link, for another line item, or for another assignment: each has its own score."""
    with Records(tmp_path / "store.sqlite") as records:
        others = [visitor("s1", link="2"), visitor("s1", line_item=""), visitor("s1", assignment="regularization")]
        hand_in(records, visitor("s1"), *others)
        assert len(waiting(records)) == 4


def test_students_take_turns(tmp_path):
    with Records(tmp_path / "store.sqlite") as records:
        hand_in(records, *(visitor("busy", link=str(number)) for number in range(5)), visitor("s1"), visitor("s2"))
        assert [student for student, _ in waiting(records)] == ["busy", "s1", "s2", *["busy"] * 4]
        assert records.begin(1)  # while one of their uploads is graded, the other students come first
        assert [student for student, _ in waiting(records)] == ["busy", "s1", "s2", *["busy"] * 4]
        assert records.before(2) == 3


class Inline:
    """An engine that grades sequentially, and calls `meanwhile` during each grading."""

    def __init__(self, meanwhile):
        self.meanwhile = meanwhile

    def grade(self, tasks):
        for number, task in enumerate(tasks):
            if task is None:
                return
            self.meanwhile()
            file = task.file
            yield number, Verdict(submission=file.name, assignment="mnist_mlp", digest=file.digest, outcome=Outcome.GRADED)


class NoEngine:
    """An engine that grades nothing."""

    def grade(self, tasks):
        return iter(())


def test_what_has_no_verdict_that_stands_is_graded_again_when_it_starts_again(tmp_path):
    """After lack of memory, or a newly installed package: only the newest upload of each student."""
    lacking = {"missing": ["no_such_package"]}, {"missing": ["numpy"]}
    facts = [{"outcome": Outcome.GRADER_ERROR}, {"outcome": Outcome.CRASHED}, *lacking]
    with Records(tmp_path / "store.sqlite") as records:
        for number, fact in enumerate(facts):
            for content in (b"old", b"new"):
                file = SubmittedFile("a.ipynb", b"%s %d" % (content, number))
                assert records.hand_in(visitor(f"s{number}"), file, 99)
                verdict = Verdict(submission="a", assignment="mnist_mlp", digest=file.digest, outcome=Outcome.GRADED)
                records.record("v", verdict.model_copy(update=fact))
                records.set_graded(file.digest, "mnist_mlp", "v")
        for upload in records.newest("mnist_mlp"):
            records.set_score(upload.number, "sent")
        grade_uploads(records, [], NoEngine(), lambda: False, print)
        became = [(one.student, one.version, one.score) for one in records.newest("mnist_mlp")]
        assert became == [("s0", None, None), ("s1", "v", "sent"), ("s2", "v", "sent"), ("s3", None, None)]
        assert [one.student for one in records.ungraded(["mnist_mlp"])] == ["s0", "s3"]
        assert [one.version for one in records.uploads_of(visitor("s0"))] == [None, "v"]


class Grader:
    version = "v"

    class assignment:
        name = "mnist_mlp"


def test_twenty_uploads_delay_nobody(tmp_path):
    """One student hands in again during every grading: the others are graded in between."""
    graded = []
    with Records(tmp_path / "store.sqlite") as records:
        often, others = visitor("often"), [visitor(f"s{number}") for number in range(3)]
        hand_in(records, *[often] * 20, *others)
        left = [often] * 5
        engine = Inline(lambda: left and hand_in(records, left.pop()))
        grade_uploads(records, [Grader], engine, lambda: True, lambda line: graded.append(line.split()[1]))
        whose = {one.digest[:12]: one.student for one in records._uploads("", ())}
        assert [whose[digest] for digest in graded][:4] == ["often", "s0", "s1", "s2"]
        assert len(graded) < 10 and not waiting(records)
        assert [one.score for one in records.uploads_of(often)].count("superseded") >= 18
