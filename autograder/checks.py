"""What a test file is written with: `@probe` runs beside the student's code, `@check` judges the evidence and earns points.

A `check` is a genuine otter-grader test case, so otter loads, runs and reports it; run by otter, probe and judge share the
student's process. The engine runs the same checks with the probes in the sandbox.
"""

from types import TracebackType
from typing import Any

from otter.test_files.exception_test import test_case

from autograder.asking import PRACTICE, Answer, Ask, Probe, StudentError
from autograder.evidence import Evidence, copy
from autograder.expect import CheckFailed
from autograder.student import answer, with_blanks

probe = Probe


class InProcessAsk(Ask):
    """Asks the variables of this very process: the student's notebook, or otter's kernel."""

    def __init__(self, question: str, variables: dict[str, Any]):
        super().__init__(PRACTICE, question)
        self.variables = variables

    def _answer(self, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        evidence, blanks = answer(probe, self.variables, copy(arguments), lambda name: "Run the cell that defines it first.")
        return copy(evidence), blanks


class check(test_case):
    """Declare a judge: `@check("what is right", points=2, hint="where to look")` above `def judge(ask): …`.

    The judge passes by returning and fails by raising CheckFailed (which every function of `expect` does).
    """

    def __init__(self, name: str, points: int | float, hint: str = ""):
        super().__init__(name=name, points=points, failure_message=hint or None)
        self.hint = hint

    def call_func(self, global_environment: dict[str, Any]) -> None:
        """Judge in this process; otter calls this."""
        ask = _shared_ask(self.test_func.__globals__, global_environment)
        try:
            self.test_func(ask)
        except (CheckFailed, StudentError) as error:
            error.args = (with_blanks(str(error), ask.blanks),)
            raise error.with_traceback(self._at_its_head(error.__traceback__)) from error.__cause__

    def _at_its_head(self, here: TracebackType | None) -> TracebackType | None:
        """The judge's part of a traceback, moved to the judge's first line: otter prints the line, and the failed one may hold the answer."""
        judge = here and here.tb_next
        return judge and TracebackType(None, judge.tb_frame, judge.tb_lasti, self.test_func.__code__.co_firstlineno)


def _shared_ask(test_file: dict[str, Any], variables: dict[str, Any]) -> InProcessAsk:
    """One Ask for all checks of a run. Otter executes the test file anew for each run, so its globals live exactly as long."""
    ask = test_file.get("__ask__")
    if ask is None or ask.variables is not variables:
        ask = test_file["__ask__"] = InProcessAsk(test_file["name"], variables)
    ask.begin_check()
    return ask
