"""The decorators of a test file: `@probe` runs beside the student's code, `@check` judges the evidence and earns points.

A `check` is a genuine otter-grader test case, so otter loads, runs and reports it; run by otter, probe and judge share the
student's process. The engine runs the same checks with the probes in the sandbox.
"""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from otter.test_files.exception_test import test_case
from threadpoolctl import threadpool_limits

from autograder.checks import places
from autograder.checks.ask import PRACTICE, Answer, Ask, Probe, StudentError
from autograder.checks.failure import CheckFailed
from autograder.checks.student import answer
from autograder.model.cell_names import question_label
from autograder.model.evidence import Evidence, copy
from autograder.model.language import mark, tr, tr_all
from autograder.model.verdict import CheckVerdict

probe = Probe
COULD_NOT_JUDGE = mark(
    "The check could not judge what your code returned. This is a fault of the tests, not yours: please tell your instructor."
)


class InProcessAsk(Ask):
    """Runs probes in this process, on its variables: in the student's notebook, or in otter's kernel."""

    def __init__(self, question: str, variables: dict[str, Any]):
        super().__init__(PRACTICE, question)
        self.variables = variables
        self.names: dict[str, bool] = {}  # the names that probes used, and whether each is defined

    def _answer(self, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        evidence, notes = answer(probe, self.variables, copy(arguments), places.why_missing, asked=self.names)
        return copy(evidence), notes


class check(test_case):
    """Declare a judge: `@check("what is right", points=2, hint="where to look")` above `def judge(ask): …`.

    The judge passes by returning and fails by raising CheckFailed (which every function of `expect` does).

    A check that trains with the answers to other questions gives a random result if these are wrong. `rests_on` lists them, as "q2" or,
    for one judge, "q5.steps": the check fails without calling its probe as long as one of them is known to fail.
    """

    def __init__(self, name: str, points: int | float, hint: str = "", rests_on: Sequence[str] = ()):
        super().__init__(name=name, points=points, failure_message=hint or None)
        self.hint = hint
        self.verdict: CheckVerdict | None = None  # of the latest run in this process
        self.rests_on = tuple(rests_on)

    @property
    def key(self) -> str:
        """This check's name in `rests_on`: "q5.steps"."""
        return f"{self.test_func.__globals__.get('name')}.{self.test_func.__name__}"

    def waits_for(self, judged: Mapping[str, bool]) -> str:
        """Why the check has to wait, given which judges ("q5.steps") have passed; empty if it can run."""
        failed = {key for key, passed in judged.items() if not passed}
        waited = dict.fromkeys(
            entry.partition(".")[0]
            for entry in self.rests_on
            if any(key == entry or key.startswith(f"{entry}.") for key in failed)
        )
        if not waited:
            return ""
        own = self.key.partition(".")[0]
        called = [tr("the checks above") if name == own else question_label(name) for name in waited]
        return tr("Because of {}: what this check builds on is not right yet.", tr_all("{} and {}", called))

    def call_func(self, global_environment: dict[str, Any]) -> None:
        """Judge in this process; otter calls this."""
        self.verdict = CheckVerdict(name=self.name or "", points=self.points or 0, passed=False, hint=self.hint)
        ask = _shared_ask(self.test_func.__globals__, global_environment)
        judged = _judged_before(global_environment)
        judged[self.key] = False
        try:
            waiting = self.waits_for(judged)
            if waiting:
                self.verdict.waits = True
                raise CheckFailed(waiting)
            with threadpool_limits(1):  # torch has one thread in every probe: see library_defaults
                self.test_func(ask)
            judged[self.key] = self.verdict.passed = True
        except (CheckFailed, StudentError) as error:
            error.args = (ask.notes.about(str(error)),)
            self.verdict.note_failure(str(error), ask.notes.blanks, error.cause)
            raise error.with_traceback(self._at_its_head(error.__traceback__)) from error.__cause__
        except Exception:  # a bug in the check itself
            self.verdict.message = tr(COULD_NOT_JUDGE)
            raise
        finally:
            self.verdict.pictures = ask.pictures

    def _at_its_head(self, here: TracebackType | None) -> TracebackType | None:
        """The judge's traceback, moved to its first line: otter prints that line, and the one that failed may hold the answer."""
        if here is None:
            return None
        judge = here.tb_next or here  # a check that waits never calls the judge
        return TracebackType(None, judge.tb_frame, judge.tb_lasti, self.test_func.__code__.co_firstlineno)


def _shared_ask(test_file: dict[str, Any], variables: dict[str, Any]) -> InProcessAsk:
    """The Ask that all checks of a run share. Otter executes the test file again for each run, so its globals live as long as the run."""
    ask = test_file.get("__ask__")
    if ask is None or ask.variables is not variables:
        ask = test_file["__ask__"] = InProcessAsk(test_file["name"], variables)
        _forget(test_file["name"], _judged_before(variables))
    ask.begin_check(test_file)
    return ask


def _forget(question: str, judged: dict[str, bool]) -> None:
    """Forget a question's results of earlier runs, which may be another notebook's in the same kernel."""
    for key in [key for key in judged if key.startswith(f"{question}.")]:
        del judged[key]


def _judged_before(variables: dict[str, Any]) -> dict[str, bool]:
    """The latest result of each judge in this notebook, by "question.judge": whether it passed."""
    if _latest.get("variables") is not variables:
        _latest.update(variables=variables, judged={})
    judged: dict[str, bool] = _latest["judged"]
    return judged


_latest: dict[str, Any] = {}
