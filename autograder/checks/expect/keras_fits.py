"""Trainings as `probes.noted_training` and `probes.played_training` note them."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from autograder.checks.expect.basics import close, equal, that
from autograder.checks.expect.training import cross_entropy_of, history

Array = np.ndarray[Any, Any]


def batches(run: Any, images: int, size: int, epochs: int) -> None:
    """Expect the optimizer to take a step for each batch of `size` images, in each of the epochs."""
    wanted = [min(size, images - start) for start in range(0, images, size)]
    sizes = [len(batch) for batch in run["batches"]]
    for epoch in (sizes[: len(wanted)], sizes[len(wanted) :][: len(wanted)]) if sizes else ():
        that(sorted(epoch) == sorted(wanted), f"{images} images make batches of {_listed(wanted)}; yours has {_listed(epoch)}.")
    equal(run["steps"], epochs * len(wanted), f"The number of steps of this optimizer in {epochs} epochs of {images} images")


def all_images(run: Any, images: int, epochs: int) -> None:
    """Expect each epoch to go through all images of the training set, each once, where Keras took the steps."""
    numbers = [int(number) for batch in run["batches"] for number in batch]
    strange = sum(number < 0 for number in numbers)
    that(
        not strange,
        f"{strange} of {len(numbers)} images that the network is trained on are not images of `train` as they were given.",
    )
    for epoch in range(epochs if numbers else 0):
        different = len(set(numbers[epoch * images : (epoch + 1) * images]))
        that(different == images, f"Epoch {epoch + 1} goes through {different} of the {images} images of `train`.")


def played_to_the_end(run: Any, keys: Sequence[str], epochs: int) -> None:
    """Expect a training of so many epochs to have a history of all of them, as `fit` reported it; it is played if it is not None."""
    if run is None:
        return
    kept = history(run["history"], keys, epochs)
    for key in keys:
        close(np.array(kept[key]), np.array(run["played"].get(key, [])), f"{key} in the history", rtol=1e-6)


def first_loss(run: Any, labels: Array) -> None:
    """Expect the loss of the first step, if it was seen, to be the cross-entropy of its batch plus the penalties.

    `labels` (n,) are those of the training images. The network must do in training what it does at inference time.
    """
    first = run["first"]
    if first is None or min(first["numbers"]) < 0 or not isfinite(first["loss"]):
        return
    bare, penalty = cross_entropy_of(first["answers"], labels[first["numbers"]]), first["penalty"]
    close(
        first["loss"],
        bare + penalty,
        f"The loss of the first batch, whose cross-entropy is {bare:.3f} and penalty {penalty:.3f},",
        rtol=2e-3,
    )


def _listed(sizes: Sequence[int]) -> str:
    return ", ".join(map(str, sizes)) if sizes else "none"
