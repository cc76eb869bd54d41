"""`ask`, the argument of a judge: `ask(probe, …)` returns evidence; seeds, random numbers and held-out images are derived, never stored."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from autograder.checks import mnist
from autograder.checks.failure import CheckFailed
from autograder.model.evidence import Evidence, pack, summary
from autograder.model.language import tr
from autograder.model.verdict import Asked, Picture, blanks_left

Made = TypeVar("Made")
Key = tuple[str, bytes, bytes]  # a probe's name, and its packed arguments
PRACTICE = b"practice"  # the seed material in students' notebooks: not secret


class Probe:
    """A function of a test file that runs beside the student's code, `function(student, **arguments)`, and returns evidence."""

    def __init__(self, function: Callable[..., Evidence]):
        self.function = function
        self.name: str = function.__name__


@dataclass
class Notes:
    """Remarks about the code that a probe used; they are added to the message of a failed check."""

    blanks: list[str] = field(default_factory=list)
    """The places of blanks, as "`build_model`, Question 2, line 3"."""
    remarks: list[str] = field(default_factory=list)
    """Sentences about names defined in several cells, functions that return nothing and the like, with the places."""

    def about(self, message: str) -> str:
        """The message followed by the remarks; or, as long as blanks are left, only the places of the blanks."""
        whole = blanks_left(self.blanks) or message
        ends = "\n" not in whole and whole.endswith((".", "?", "!"))  # not with lines of code, or an exception's message
        between = " " if ends else "\n"
        return between.join([whole, *dict.fromkeys(self.remarks)])

    def add(self, others: "Notes") -> None:
        """Add the remarks of `other`."""
        self.blanks += others.blanks
        self.remarks += others.remarks


Answer = tuple[Evidence, Notes]


class StudentError(Exception):
    """The probe could not use the student's code; the message is for the student.

    `blanks` are the places of blanks in the code. Failures with the same `cause` are reported once; it defaults to the message.
    """

    def __init__(self, message: str, blanks: Sequence[str] = (), cause: str = ""):
        super().__init__(tr(message))
        self.blanks, self.cause = list(blanks), cause


class Ask(ABC):
    """The argument of each judge of a question.

    Everything random derives from `material` (bytes: course secret, assignment, submission) and the question's name, so that a
    submission gets the same data each time. A probe runs once for equal arguments, so checks can share a training, and a failure.
    The record of a check (`notes` about the code, its calls, `pictures`, `measured`) is its own: see `begin_check`.
    """

    def __init__(self, material: bytes, question: str):
        self._question = question
        self._material = material + b"\0" + question.encode()
        self._remembered: dict[Key, Answer | StudentError] = {}
        self._made: dict[str, Any] = {}
        self._held_out: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        self.begin_check()

    def begin_check(self, test_file: Mapping[str, Any] | None = None) -> None:
        """Clear the record of the previous check; answers are kept. `test_file` holds the thresholds for `at_least`."""
        self._constants = {} if test_file is None else test_file
        self.notes = Notes()
        self._asked: dict[Key, tuple[dict[str, Evidence], Evidence]] = {}
        self.pictures: list[Picture] = []
        self.measured: dict[str, float] = {}

    def __call__(self, probe: Probe, **arguments: Evidence) -> Evidence:
        """Run `probe` beside the student's code and return its evidence. Raises StudentError if that fails."""
        key = (probe.name, *pack(arguments))
        if key not in self._remembered:
            try:
                self._remembered[key] = self._answer(probe, arguments)
            except StudentError as error:
                self._remembered[key] = error
        found = self._remembered[key]
        if isinstance(found, StudentError):
            self.notes.blanks += found.blanks
            raise StudentError(str(found), found.blanks, found.cause)
        evidence, notes = found
        self.notes.add(notes)
        self._asked[key] = arguments, evidence
        return evidence

    def in_short(self) -> list[Asked]:
        """The check's calls of probes and their evidence, shortened for a person."""
        return [
            Asked(probe=probe, arguments=summary(arguments), answer=summary(evidence))
            for (probe, _, _), (arguments, evidence) in self._asked.items()
        ]

    @abstractmethod
    def _answer(self, probe: Probe, arguments: dict[str, Evidence]) -> Answer:
        """Run the probe. Raises StudentError."""

    def rng(self, purpose: str = "") -> np.random.Generator:
        """A new generator that depends only on question, submission and `purpose`."""
        digest = hashlib.blake2b(self._material + b"\0" + purpose.encode(), digest_size=16).digest()
        return np.random.default_rng(int.from_bytes(digest))

    def seeds(self, count: int) -> list[int]:
        """`count` different seeds below 2³¹."""
        return [int(s) for s in self.rng("seeds").choice(2**31 - 1, count, replace=False)]

    def held_out(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Images, uint8 (count, 28, 28), and labels, int64 (count,), that the student does not have. See `mnist.held_out`."""
        if count not in self._held_out:
            self._held_out[count] = mnist.held_out(count, self.rng("held-out"))
        images, labels = self._held_out[count]
        return images.copy(), labels.copy()

    def remember(self, name: str, make: Callable[[], Made]) -> Made:
        """Call `make()` once for all checks of a question and return its result. `make` must not call probes; their answers are kept anyway."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def at_least(self, threshold: str, value: float, message: str) -> None:
        """Fail with `message` if `value` is below the test file's constant named `threshold`, which `autograder calibrate` sets.

        Raises:
            LookupError: the test file has no number with that name.
        """
        least = self._constants.get(threshold)
        if isinstance(least, bool) or not isinstance(least, (int, float)):
            raise LookupError(
                f"{self._question}.py: `ask.at_least` needs a line `{threshold} = …` with a number; there is none."
            )
        self.measured[threshold] = float(value)
        if not value >= least:  # nan always fails
            raise CheckFailed(message)

    def show(self, kind: str, title: str, **data: Any) -> None:
        """Put a picture into the report: `kind` as in `verdict.Picture`, and the `data` to draw."""
        self.pictures.append(Picture.model_validate({"kind": kind, "title": title, "data": _for_json(data)}))


def _for_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _for_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_for_json(item) for item in value]
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value
