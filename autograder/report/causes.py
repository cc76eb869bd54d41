"""The causes of a question's lost points: checks with the same cause are reported once, and waiting checks last."""

from dataclasses import dataclass

from autograder.model.verdict import CheckVerdict, QuestionVerdict, blanks_left


@dataclass(frozen=True)
class Cause:
    """A reason, and the checks that failed for it. `waits` if they did not run, because they rest on other checks."""

    message: str
    checks: tuple[CheckVerdict, ...]
    waits: bool = False

    @property
    def hint(self) -> str:
        """The hint, if there is only one check: a hint is about its check, and does not fit a cause that several share."""
        alone = len(self.checks) == 1 and not self.waits and not self.checks[0].blanks
        return self.checks[0].hint if alone else ""

    @property
    def points(self) -> float:
        """The points lost for this reason."""
        return sum(check.points for check in self.checks)


def causes(question: QuestionVerdict) -> list[Cause]:
    """The causes of the question's failed checks, in the order of their first checks."""
    groups: dict[tuple[bool, str], list[CheckVerdict]] = {}
    for check in question.checks:
        if not check.passed:
            groups.setdefault((check.waits, _reason(check)), []).append(check)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])  # a stable sort
    return [Cause(_message(checks), tuple(checks), waits) for (waits, _), checks in ordered]


def passed(question: QuestionVerdict) -> list[CheckVerdict]:
    """The checks of the question that passed."""
    return [check for check in question.checks if check.passed]


def _reason(check: CheckVerdict) -> str:
    return "blank" if check.blanks else check.cause or check.message


def _message(checks: list[CheckVerdict]) -> str:
    if checks[0].blanks:
        return blanks_left([place for check in checks for place in check.blanks])
    return checks[0].message
