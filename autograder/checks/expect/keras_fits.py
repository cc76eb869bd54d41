"""Trainings as `probes.noted_training` and `probes.played_training` note them."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from autograder.checks.expect.basics import close, equal, that
from autograder.checks.expect.training import cross_entropy_of
from autograder.model.language import tr

Array = np.ndarray[Any, Any]


def batches(run: Any, images: int, size: int, epochs: int) -> None:
    """Expect the optimizer to take a step for each batch of `size` images, in each of the epochs."""
    wanted = [min(size, images - start) for start in range(0, images, size)] * epochs
    sizes = [len(batch) for batch in run["batches"]]
    that(
        not sizes or sorted(sizes) == sorted(wanted),
        tr("{} epochs of {} images make batches of {}; yours are of {}.", epochs, images, _listed(wanted), _listed(sizes)),
    )
    that(not sizes or run["steps"], "The network is not trained by this optimizer: another one takes all the steps.")
    equal(run["steps"], len(wanted), tr("The number of steps of this optimizer in {} epochs of {} images", epochs, images))


def all_images(run: Any, images: int, epochs: int) -> None:
    """Expect each epoch to go through all images of the training set, each once, where Keras took the steps."""
    numbers = [int(number) for batch in run["batches"] for number in batch]
    strange = sum(number < 0 for number in numbers)
    that(
        not strange,
        tr(
            "{} of {} images that the network is trained on are not those of `train`: they are changed, or from elsewhere.",
            strange,
            len(numbers),
        ),
    )
    for epoch in range(epochs if numbers else 0):
        different = len(set(numbers[epoch * images : (epoch + 1) * images]))
        that(different == images, tr("Epoch {} goes through {} of the {} images of `train`.", epoch + 1, different, images))


def whole_history(run: Any, epochs: int) -> None:
    """Expect the losses in the history of a played training, if there is one, to be of so many epochs."""
    if run["history"] is None:
        return
    losses = (values for key, values in run["history"].items() if "loss" in key or "entropy" in key)  # others may be no epochs'
    lengths = [len(values) for values in losses]
    that(
        set(lengths) == {epochs},
        tr(
            "A training of {} epochs, whose validation loss rises all the time, has a history of {} epochs.",
            epochs,
            min(lengths, default=0),
        ),
    )


def moves(run: Any, least: float, most: float) -> None:
    """Expect every array of weights to have moved, and the weight that moved most by `least` to `most`.

    Nothing is expected of the distance if another optimizer took the steps.
    """
    found = [float(size) for size in run["moves"]]
    that(
        bool(found) and min(found) > 0,
        tr("{} of {} arrays of weights and biases never move: is every layer trained?", found.count(0.0), len(found)),
    )
    that(
        least <= max(found) <= most or (run["batches"] and run["steps"] != len(run["batches"])),
        tr(
            "In {} steps the weight that moves most should move by {:g} to {:g}, but moves by {:.2g}: is the "
            "learning rate another one?",
            run["steps"],
            least,
            most,
            max(found),
        ),
    )


def first_loss(run: Any, labels: Array, classes: int = 10) -> None:
    """Expect the loss of the first step, if it was seen, to be the cross-entropy of its batch plus the penalties.

    `labels` (n,) are those of the training images. The network must do in training what it does at inference time.
    """
    first = run["first"]
    if first is None or min(first["numbers"]) < 0 or not isfinite(first["loss"]):
        return
    bare, penalty = cross_entropy_of(first["answers"], labels[first["numbers"]], classes), first["penalty"]
    close(
        first["loss"],
        bare + penalty,
        tr("The loss of the first batch, whose cross-entropy is {:.3f} and penalty {:.3f},", bare, penalty),
        rtol=2e-3,
    )


def _listed(sizes: Sequence[int]) -> str:
    return ", ".join(map(str, sizes[:12])) + (" …" if len(sizes) > 12 else "")
