"""Restricted Boltzmann machines and stacks of them, in NumPy and double precision; the tests compare them with sums over all states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np

from autograder.checks.expect.basics import array, close, equal, record, that
from autograder.checks.expect.reference import sigmoid
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Step = dict[str, Array]  # the change of W, b and c


@dataclass(frozen=True)
class BoltzmannMachine:
    """Visible units v (n, visible) and hidden units h (n, hidden), 0 or 1, with P(v, h) ∝ exp(−E(v, h)): Hinton (2002).

    E(v, h) = −b·v − c·h − v·W·h with the weights W (visible, hidden), and the biases b (visible,) and c (hidden,).
    """

    W: Array
    b: Array
    c: Array

    @classmethod
    def draw(cls, rng: np.random.Generator, visible: int, hidden: int, size: float = 1.0) -> Self:
        """A machine with weights and biases drawn from N(0, size²)."""
        return cls(rng.normal(0, size, (visible, hidden)), rng.normal(0, size, visible), rng.normal(0, size, hidden))

    @classmethod
    def of(cls, parameters: Any, what: str = "The machine") -> Self:
        """The machine with these parameters: a dictionary of W, b and c with matching shapes."""
        found = record(parameters, ["W", "b", "c"], what)
        weight = array(found["W"], tr("{}: {}", what, "W"))
        that(weight.ndim == 2, tr("{}: W should have two dimensions, but has the shape {}.", what, weight.shape))
        visible, hidden = weight.shape
        return cls(
            weight,
            array(found["b"], tr("{}: {}", what, "b"), (visible,)),
            array(found["c"], tr("{}: {}", what, "c"), (hidden,)),
        )

    def parameters(self) -> dict[str, Array]:
        """W, b and c by name."""
        return {"W": self.W, "b": self.b, "c": self.c}

    def energy(self, v: Array, h: Array) -> Array:
        """E(v, h) of each row: (n,)."""
        return np.asarray(-v @ self.b - h @ self.c - np.einsum("ni,ij,nj->n", v, self.W, h))

    def hidden(self, v: Array) -> Array:
        """P(h = 1 | v): (n, visible) → (n, hidden)."""
        return sigmoid(v @ self.W + self.c)

    def visible(self, h: Array) -> Array:
        """P(v = 1 | h): (n, hidden) → (n, visible)."""
        return sigmoid(h @ self.W.T + self.b)

    def reconstruction_error(self, v: Array) -> float:
        """The mean squared difference between v and its reconstruction, by probabilities in both directions."""
        return float(((v - self.visible(self.hidden(v))) ** 2).mean())

    def contrastive_divergence(self, v: Array, samples: Array) -> Step:
        """The mean CD-1 update for the rows v, given a sample of their hidden units: Hinton (2002), eq. 5.

        The reconstruction uses probabilities for the visible units, the statistics for the hidden units: Hinton (2010).
        """
        h, back = self.hidden(v), self.visible(samples)
        again = self.hidden(back)
        return {"W": (v.T @ h - back.T @ again) / len(v), "b": (v - back).mean(axis=0), "c": (h - again).mean(axis=0)}

    def expected_divergence(self, v: Array) -> Step:
        """The expectation of `contrastive_divergence` for a single row v (visible,), over all 2^hidden samples."""
        h = self.hidden(v)
        samples = np.stack(np.meshgrid(*[[0.0, 1.0]] * len(h), indexing="ij"), axis=-1).reshape(-1, len(h))
        chances = np.prod(np.where(samples == 1, h, 1 - h), axis=1)
        back = self.visible(samples)
        again = self.hidden(back)
        return {
            "W": np.outer(v, h) - np.einsum("s,si,sj->ij", chances, back, again),
            "b": v - chances @ back,
            "c": h - chances @ again,
        }


def certain_divergences(rng: np.random.Generator) -> Iterator[tuple[BoltzmannMachine, Array, Step]]:
    """Machines, rows v (7, 5) and their CD-1 update, in cases without randomness.

    The first machine's hidden probabilities are almost 0 or 1, so every sample is the same. The other's weights are 0, so the
    sample does not matter.
    """
    sure, unconnected = BoltzmannMachine.draw(rng, 5, 4, 0.3), BoltzmannMachine.draw(rng, 5, 4)
    sure.c[:] = rng.choice([-60.0, 60.0], 4)
    unconnected.W[:] = 0
    v = rng.random((7, 5))
    for machine in (sure, unconnected):
        yield machine, v, machine.contrastive_divergence(v, np.rint(machine.hidden(v)))


def sampled_divergence(rng: np.random.Generator, rows: int) -> tuple[BoltzmannMachine, Array, Step, float]:
    """A machine, equal rows v (rows, 4), the exact expectation of their mean update, and six standard errors of it."""
    machine, v = BoltzmannMachine.draw(rng, 4, 3, 2.0), rng.integers(2, size=4).astype(float)
    machine.c[:] = rng.uniform(-1, 1, 3) - v @ machine.W  # no hidden probability is close to 0 or 1
    return machine, np.tile(v, (rows, 1)), machine.expected_divergence(v), 6 * 0.5 / np.sqrt(rows)


def noisy_patterns(rng: np.random.Generator, rows: int = 200, visible: int = 16) -> Array:
    """Rows (rows, visible) of 0 and 1: each is one of three patterns, with one unit in twenty flipped."""
    data = rng.integers(2, size=(3, visible))[rng.integers(3, size=rows)]
    return np.asarray(data ^ (rng.random(data.shape) < 0.05), float)


def lowers_reconstruction_error(data: Array, start: Any, tiny: Any, end: Any) -> None:
    """Expect training to lower the reconstruction error, and the updates to be proportional to the learning rate.

    `start`, `tiny` and `end` are the parameters before training, after one epoch at a learning rate of 1e-6, and after several at the
    usual one.
    """
    before, hardly, after = (BoltzmannMachine.of(parameters, "What comes back") for parameters in (start, tiny, end))
    for key, initial in before.parameters().items():
        moved = np.abs(hardly.parameters()[key] - initial).max()
        that(moved < 1e-4, tr("With a learning rate of 1e-6, {} should hardly move, but it moves by up to {:.2g}.", key, moved))
        that(not np.array_equal(after.parameters()[key], initial), tr("Training leaves {} as it was.", key))
    first, last = before.reconstruction_error(data), after.reconstruction_error(data)
    that(
        last < 0.8 * first,
        tr("The reconstruction error should fall by a fifth at least; it goes from {:.3f} to {:.3f}.", first, last),
    )


def machine_stack(stack: Any, sizes: Sequence[int]) -> list[BoltzmannMachine]:
    """Return the machines of a stack, the first from sizes[0] visible to sizes[1] hidden units, and so on."""
    that(isinstance(stack, list), "The stack should be a list with the parameters of each machine.")
    machines = [BoltzmannMachine.of(parameters, tr("Machine {}", number)) for number, parameters in enumerate(stack, 1)]
    wanted = list(pairwise(sizes))
    equal([machine.W.shape for machine in machines], wanted, "The shapes of the weights in the stack")
    return machines


def trained_in_turn(calls: Sequence[dict[str, Any]], machines: Sequence[BoltzmannMachine], data: Array, epochs: int) -> None:
    """Expect the calls that trained a stack, as recorded by `probes.called`, to train each machine on the output of the one below.

    The first argument is the rows; the others are `hidden` and `epochs`. Without a recorded call, this passes.
    """
    for number, (given, machine) in enumerate(zip(calls, machines, strict=False), 1):
        asked = [given.get("hidden"), given.get("epochs")]
        equal(asked, [len(machine.c), epochs], tr("The hidden units and the epochs that machine {} is trained with", number))
        close(next(iter(given.values())), data, tr("The rows that machine {} is trained on", number), rtol=1e-5, atol=1e-7)
        data = machine.hidden(data)


def describes_what_is_below(machines: Sequence[BoltzmannMachine], data: Array) -> None:
    """Expect each machine to reconstruct its input with an error at least a tenth below the variance of that input.

    The first machine's input is `data`; each other one's is the hidden probabilities of the machine below.
    """
    for number, machine in enumerate(machines, 1):
        error, variance = machine.reconstruction_error(data), data.var(axis=0).mean()
        that(
            error < 0.9 * variance,
            tr(
                "Machine {} does not model its input: its reconstruction error is {:.3f}, and the variance of the "
                "data is {:.3f}.",
                number,
                error,
                variance,
            ),
        )
        data = machine.hidden(data)


def starts_network(machines: Sequence[BoltzmannMachine], parameters: Sequence[Array], x: Array, scores: Any) -> None:
    """Expect a network of sigmoid layers and a linear one to start from a stack: Hinton, Osindero & Teh (2006).

    `parameters` are its weights (out, in) and biases (out,), layer by layer; `scores` (n, classes) are its outputs for x (n, inputs).
    """
    equal(len(parameters), 2 * len(machines) + 2, "The number of the network's weight matrices and biases")
    for number, machine in enumerate(machines, 1):
        weight, bias = parameters[2 * number - 2 : 2 * number]
        close(weight, machine.W.T, tr("The weights of layer {} of the network", number))
        close(bias, machine.c, tr("The biases of layer {} of the network", number))
        x = machine.hidden(x)
    weight, bias = array(parameters[-2], "The last weights"), array(parameters[-1], "The last biases")
    that(weight.shape == (len(bias), x.shape[1]), tr("The last layer should take {} numbers.", x.shape[1]))
    close(scores, x @ weight.T + bias, "The network's scores", rtol=1e-3, atol=1e-4)
