"""What a student's own optimizer did with some arrays: judged by its rule, explained by a known mistake, with lines that show it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.expect import update_mistakes, update_rules
from autograder.checks.expect.basics import named, short
from autograder.checks.expect.update_rules import Rule, State, walk
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Walked = list[tuple[Array, State]]  # weights and state after each step
MOST = 4  # so many numbers can be tried by hand
SHARED = (
    "Alone, the optimizer is right; here a second one, with another learning rate, works on other arrays in between. "
    "Keep on self what belongs to one optimizer: all of them share what is kept on the class, in a default argument or in a global."
)

Judge = Callable[["OptimizerTrial", bool], None]  # of a trial, or of what it did alone
Fits = Callable[["OptimizerTrial", Walked, str], bool]


@dataclass(frozen=True)
class OptimizerTrial:
    """An optimizer's name and settings, the arrays at the start, their gradients step by step, and what `probes.updates` found."""

    name: str
    settings: dict[str, float]
    start: dict[str, Array]
    gradients: Sequence[dict[str, Array]]
    found: dict[str, Any]
    few: "Callable[[], OptimizerTrial] | None" = None
    """Asks for a trial with so few numbers that a student can try it: a failure shows that one, if it fails as well."""

    def follows(self) -> None:
        """Expect the arrays to go where the optimizer's rule takes them, in any of its forms."""
        self._judge(lambda trial, alone: trial._follow("path_alone" if alone else "path"), _moved, ())

    def keeps(self, *names: str) -> None:
        """Expect the optimizer's attributes `names` to hold the rule's state, for each key and after each step."""
        self._judge(
            lambda trial, alone: trial._keep(names, "states_alone" if alone else "states"), partial(_kept, names), names
        )

    def _judge(self, judge: Judge, fits: Fits, names: Sequence[str]) -> None:
        try:
            judge(self, False)
        except CheckFailed as failed:
            message = f"{failed}{self._explained(judge, fits)}"
            shown = message if tr(SHARED) in message else self._shown(judge, fits, names) or message
            raise CheckFailed(shown) from None

    def _shown(self, judge: Judge, fits: Fits, names: Sequence[str]) -> str:
        """What goes wrong with few numbers, and the lines that show it; empty if nothing does."""
        if self.few is None:
            return ""
        few = self.few()
        try:
            judge(few, False)
        except CheckFailed as failed:
            explained = self._mistake(fits) or few._mistake(fits)
            return tr("{}{} Try it:\n{}", failed, explained, few._lines(names))
        return ""

    def _explained(self, judge: Judge, fits: Fits) -> str:
        with suppress(CheckFailed):
            judge(self, True)
            return f" {tr(SHARED)}"
        return self._mistake(fits)

    def _mistake(self, fits: Fits) -> str:
        """A sentence about the mistake that gives, for each of the arrays, what the optimizer gave."""
        with np.errstate(all="ignore"):
            for mistake, rules in update_mistakes.of(self.name, self.settings).items():
                if all(any(fits(self, self._walk(rule, key), key) for rule in rules) for key in self.start):
                    return named(mistake)
        return ""

    def _follow(self, path: str) -> None:
        forms = [self._rule(), *([update_rules.adam_short(**self.settings)] if self.name == "Adam" else [])]
        update_rules.follows_one(forms, self.start, self.gradients, self.found[path])

    def _keep(self, names: Sequence[str], states: str) -> None:
        update_rules.keeps(self._rule(), self.start, self.gradients, self.found[states], names)

    def _rule(self) -> Rule:
        return update_rules.RULES[self.name](**self.settings)

    def _walk(self, rule: Rule, key: str) -> Walked:
        return walk(rule, self.start[key], [gradient[key] for gradient in self.gradients])

    def _lines(self, names: Sequence[str]) -> str:
        """Three lines to paste, which show the first wrong array, or the first wrong one of the attributes `names`."""
        ((key, begin),) = self.start.items()
        step, what, got, wanted = self._first_wrong(key, names)
        settings = ", ".join(f"{name}={value:g}" for name, value in self.settings.items())
        steps = ", ".join(short(gradient[key]) for gradient in self.gradients[: step + 1])
        return tr(
            "    optimizer, params = {}({}), {{{!r}: np.array({})}}\n    for g in [{}]: optimizer.update(params, "
            "{{{!r}: np.array(g)}})\n    print({})  # should be {}, is {}",
            self.name,
            settings,
            key,
            short(begin),
            steps,
            key,
            what,
            _said(wanted),
            _said(got),
        )

    def _first_wrong(self, key: str, names: Sequence[str]) -> tuple[int, str, Any, Any]:
        """The number of the first step after which something is wrong, what it is, its value, and the right one."""
        seen: list[tuple[int, str, Any, Any]] = []
        for step, (w, state) in enumerate(self._walk(self._rule(), key)):
            if names:
                found = self.found["states"][step]
                seen += [(step, _called(name, found[name], key), _of_key(found[name], key), state[name]) for name in names]
            else:
                seen.append((step, f"params[{key!r}]", self.found["path"][step][key], w))
        return next((one for one in seen if not _alike(*one[2:])), seen[-1])


def _moved(trial: OptimizerTrial, walked: Walked, key: str) -> bool:
    """Whether the array of the key went where this walk leads."""
    return all(_alike(step[key], w) for step, (w, _) in zip(trial.found["path"], walked, strict=True))


def _kept(names: Sequence[str], trial: OptimizerTrial, walked: Walked, key: str) -> bool:
    """Whether the attributes `names` held this walk's state of the key."""
    steps = zip(trial.found["states"], walked, strict=True)
    return all(_alike(_of_key(found[name], key), state.get(name)) for found, (_, state) in steps for name in names)


def _called(name: str, state: Any, key: str) -> str:
    return f"optimizer.{name}[{key!r}]" if isinstance(state, dict) else f"optimizer.{name}"


def _said(value: Any) -> str:
    known = isinstance(value, (int, float, np.ndarray)) and np.asarray(value).dtype.kind in "fiu" and np.size(value) <= MOST
    return short(value) if known else tr("something else")


def _of_key(state: Any, key: str) -> Any:
    return state.get(key) if isinstance(state, dict) else state


def _alike(one: Any, other: Any) -> bool:
    """Whether two arrays are equal but for rounding; nan and inf are, where both have them."""
    got, want = np.asarray(one), np.asarray(other)
    if got.dtype.kind not in "fiu" or want.dtype.kind not in "fiu" or got.shape != want.shape:
        return False
    return bool(np.allclose(got, want, rtol=1e-7, atol=1e-10, equal_nan=True))
