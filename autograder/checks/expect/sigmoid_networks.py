"""Networks of sigmoid layers that learn answers of 0 and 1, trained anew until one of them has learned them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, equal, that
from autograder.checks.expect.reference import sigmoid, sigmoid_descents
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Layers = list[tuple[Array, Array]]
CLEAR = 0.1  # a score this far from 0 has the same sign in single precision
DECIMALS, CERTAIN = 5, 0.05  # a training in which these digits change no score by more goes the same way in single precision
CURVE = 0.01  # by which losses in single precision may differ, absolutely and relatively


def sigmoid_layers(learned: Sequence[Array], sizes: list[int]) -> Layers:
    """Return the weights (networks, out, in) and biases (networks, out) of each layer of networks of these sizes.

    `learned` holds each parameter of all networks, (networks, …); the matrices may all stand the other way round.
    """
    matrices = [array(w, "A weight matrix") for w in learned if w.ndim == 3]
    biases = [array(b, "A bias") for b in learned if b.ndim == 2]
    wanted = [(out, into) for into, out in pairwise(sizes)]
    if [w.shape[:0:-1] for w in matrices] == wanted:
        matrices = [w.transpose(0, 2, 1) for w in matrices]
    equal([w.shape[1:] for w in matrices], wanted, tr("The shapes (out, in) of the weights of a network {}", sizes))
    equal([b.shape[1] for b in biases], sizes[1:], tr("The sizes of the biases of a network {}", sizes))
    return list(zip(matrices, biases, strict=True))


def output_scores(learned: Sequence[Array], sizes: list[int], x: Array) -> Array:
    """Return the scores of the last units, before their sigmoid, for x (n, inputs): (networks, n, units)."""
    *hidden, (weight, bias) = sigmoid_layers(learned, sizes)
    for w, b in hidden:
        x = sigmoid(x @ w.transpose(0, 2, 1) + b[:, None])
    return np.asarray(x @ weight.transpose(0, 2, 1) + bias[:, None])


@dataclass(frozen=True)
class Descents:
    """Gradient descent on the binary cross-entropy from new networks of successive seeds, one network for each seed.

    `x` (rows, inputs), `answers` (rows,) of 0 and 1; `scores` are those of the output unit before each step and after the last,
    (steps + 1, networks, rows). `certain` (networks,) says where single precision leads to the same.
    """

    sizes: list[int]
    seed: int
    x: Array
    answers: Array
    scores: Array
    certain: Array

    @classmethod
    def of(cls, found: Any, sizes: list[int], seed: int, x: Array, answers: Array, steps: int) -> "Descents":
        """Train the networks `found["learned"]`; `found["said"]`, (networks, rows), is what they should answer before that."""
        layers = sigmoid_layers(found["learned"], sizes)
        scores, rounded = (sigmoid_descents(layers, x, answers, steps, decimals=decimals) for decimals in (None, DECIMALS))
        close(found["said"], sigmoid(scores[0]), tr("The outputs of new networks {}", sizes), rtol=1e-3, atol=1e-5)
        certain = np.abs(scores - rounded).max(axis=(0, 2)) < CERTAIN
        return cls(sizes, seed, x, answers, scores, certain)

    @cached_property
    def losses(self) -> Array:
        """(steps + 1, networks)."""
        return np.asarray((np.logaddexp(0, self.scores) - self.answers * self.scores).mean(axis=-1))

    @cached_property
    def right(self) -> Array:
        """Which rows each network answers correctly after the last step: (networks, rows)."""
        return _right(self.scores[-1], self.answers)

    def after_failures(self, failures: int, value: Callable[["Descents"], float] = lambda series: 0.0) -> "Descents":
        """Return the part with `failures` networks that do not learn all answers and the next one, which does.

        Of several such parts it is the one of the highest `value`.
        """
        margins = np.asarray((self.scores[-1] * (2 * self.answers - 1)).min(axis=-1))
        learns, fails = self.certain & (margins > CLEAR), self.certain & (margins < -CLEAR)
        places = [slice(first, first + failures + 1) for first in range(len(margins) - failures)]
        parts = [
            replace(self, seed=self.seed + place.start, scores=self.scores[:, place], certain=self.certain[place])
            for place in places
            if fails[place][:-1].all() and learns[place][-1]
        ]
        that(
            bool(parts),
            tr(
                "None of {} new networks {} learns the answers in {} steps, and many should. Do the layers of the "
                "network keep the parameters that were drawn for them?",
                len(margins),
                self.sizes,
                len(self.scores) - 1,
            ),
        )
        return max(parts, key=value)

    def until_learned(self, found: Any) -> None:
        """Expect that a function trained network after network, as here, and stopped at the last, which is the first to learn.

        `found` is what `probes.until_learned` returns.
        """
        needed = self.scores.shape[1]
        alone = [] if found["trainings"] else [(needed - 1, found["losses"])]  # trained by code of its own
        for attempt, losses in [*enumerate(found["trainings"][:needed]), *alone]:
            self._trains(attempt, losses)
        learned = tr("The network of seed {} answers all {} correctly", self.seed + needed - 1, len(self.answers))
        that(len(found["trainings"]) <= needed, tr("{}, but the training goes on after that.", learned))
        scores = output_scores(found["learned"], self.sizes, self.x)[0, :, 0]
        right = int(_right(scores, self.answers).sum())
        that(
            len(found["trainings"]) in (0, needed),
            tr("It stops at a network that answers {} of {} correctly. {}.", right, len(self.answers), learned),
        )
        that(
            right == len(self.answers), tr("The network that comes back answers {} of {} correctly.", right, len(self.answers))
        )

    def _trains(self, attempt: int, losses: Sequence[float]) -> None:
        steps, seed = len(self.scores) - 1, self.seed + attempt
        equal(len(losses), steps, tr("The number of losses of a training of {} steps", steps))
        close(
            losses[0],
            self.losses[0, attempt],
            tr("The first loss of a new network {} of seed {}", self.sizes, seed),
            CURVE,
            CURVE,
        )
        close(
            losses[-1],
            self.losses[-2, attempt],
            tr("The last loss of the network {} of seed {}", self.sizes, seed),
            CURVE,
            CURVE,
        )

    def keeps_losses(self, found: Any) -> None:
        """Expect the losses that came back (`found["losses"]`) to be those of the last training."""
        steps = len(self.scores) - 1
        that(bool(found["losses"]), "No losses come back: the training goes on although a network has learned the answers.")
        equal(
            len(found["losses"]), steps, tr("The number of losses of the network {}, trained for {} steps,", self.sizes, steps)
        )
        close(found["losses"], self.losses[:-1, -1], tr("The losses of the network {}", self.sizes), CURVE, CURVE)


def _right(scores: Array, answers: Array) -> Array:
    return np.asarray((scores > 0) == (answers > 0.5))
