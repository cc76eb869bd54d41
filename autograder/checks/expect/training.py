"""What a training did: the steps that optimizers took, the history that is kept of it, and what the trained network answers."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, equal, number, record, sequence, that
from autograder.checks.expect.losses import sparse_categorical_crossentropy
from autograder.checks.expect.reference import accuracy

Array = np.ndarray[Any, Any]
ANSWERS = "What the network answers"


def accuracy_of(answers: Any, labels: Array, classes: int = 10) -> float:
    """Return the share of the rows of `answers`, (n, classes), whose largest number is at the label. `labels` (n,) integers."""
    return accuracy(array(answers, ANSWERS, (len(labels), classes)), labels)


def cross_entropy_of(probabilities: Any, labels: Array, classes: int = 10) -> float:
    """Return the mean cross-entropy of `probabilities`, (n, classes), as Keras computes it. `labels` (n,) integers."""
    return sparse_categorical_crossentropy(labels, array(probabilities, ANSWERS, (len(labels), classes)))


def reported_accuracy(reported: Any, scores: Any, labels: Array, what: str) -> None:
    """Expect `reported` to be the accuracy of `scores` (n, classes), to half an image."""
    claimed, actual = number(reported, what), accuracy_of(scores, labels)
    that(
        abs(claimed - actual) < 0.5 / len(labels), f"{what} is {claimed:.4f}, but the accuracy of the network is {actual:.4f}."
    )


def history(found: Any, keys: Sequence[str], epochs: int) -> dict[str, list[float]]:
    """Return the values of each of `keys` in a history, of which there should be one for each epoch."""
    kept = record(found, list(keys), "The history")
    values = {key: sequence(kept[key], f"{key} in the history") for key in keys}
    for key in keys:
        equal(len(values[key]), epochs, f"The number of values of {key} in the history of {epochs} epochs")
    return {key: [number(value, f"{key} in the history") for value in values[key]] for key in keys}


def batches_seen(found: Any, wanted: int) -> None:
    """Expect each of the batch normalizations, of which `probes.batches_seen` tells, to have seen `wanted` batches in training."""
    for count in sequence(found, "The numbers of batches"):
        that(count == wanted, f"The training should take {wanted} steps, one for each batch; the network has had {count}.")


def trained_by_one_optimizer(training: Any, kinds: Collection[str]) -> None:
    """Expect what `TorchSteps.of` saw of a training to be the work of one optimizer, of one of the `kinds`, and of nothing else.

    Nothing is known of an optimizer that is not one of torch's, nor made from one: it passes.
    """
    seen = record(training, ["optimizers", "kinds", "moved_between", "forgot"], "What was seen of the training")
    that(
        seen["optimizers"] <= 1,
        f"{seen['optimizers']} optimizers took turns, and each forgot what the one before had gathered: "
        "one optimizer serves all epochs.",
    )
    for kind in seen["kinds"]:
        that(kind in kinds, f"The network is trained by {kind}; it should be trained by {' or '.join(sorted(kinds))}.")
    that(
        not seen["forgot"],
        "Between two steps the optimizer forgot what it had gathered: one optimizer, with all it knows, serves all epochs.",
    )
    that(
        not seen["moved_between"],
        "Between two steps something other than the optimizer changed the weights: "
        "is the network initialized once, before the epochs?",
    )
