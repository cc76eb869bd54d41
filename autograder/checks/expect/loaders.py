"""The order and the batches of a data loader's images. Passes come from `probes.passes`."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, that
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Batches = Sequence[dict[str, Any]]  # of one pass
LEVELS, STEP = 32, 8  # values of a pixel, and their distance


def numbered_images(rng: np.random.Generator, count: int) -> tuple[Array, list[int]]:
    """Return uint8 images (count, 28, 28) with a unique number in the first two pixels of each, and these numbers."""
    numbers = rng.choice(LEVELS**2, count, replace=False)
    images = np.zeros((count, 28, 28), np.uint8)
    images[:, 0, 0], images[:, 0, 1] = numbers % LEVELS * STEP, numbers // LEVELS * STEP
    return images, numbers.tolist()


def image_numbers(batches: Batches) -> list[int]:
    """Return the numbers of the images in a pass, in order; the images are numbered ones, as floats from 0 to 1."""
    found: list[int] = []
    for batch in batches:
        pixels = array(batch["pixels"], "A batch of images")
        that(pixels.ndim == 2 and pixels.shape[1] == 2, tr("A batch has images of the shape {}.", list(batch["shape"])[1:]))
        low, high = np.rint(np.clip(pixels, -1, 300) * 255 / STEP).astype(int).T
        found += (low + LEVELS * high).tolist()
    return found


def drops_incomplete_batch(batches: Batches, count: int, size: int) -> None:
    """Expect all full batches of `size` that `count` images make, and no smaller one."""
    _begins_with(batches, size)
    sizes = [len(batch["labels"]) for batch in batches]
    that(
        sizes == [size] * (count // size),
        tr("{} images make {} full batches of {}; the loader gives batches of {}.", count, count // size, size, sizes),
    )


def shuffled(passes: Sequence[Batches], numbers: list[int]) -> None:
    """Expect two passes in different random orders, without repeated images; `numbers` are those of the set, in its order."""
    orders = [image_numbers(batches) for batches in passes]
    for order in orders:
        _of_the_set(order, numbers)
        that(len(set(order)) == len(order), "An image comes twice in one pass.")
    that(orders[0] != orders[1], "Two passes give the images in the same order.")
    mixed = [_mixes(batches, numbers) for batches in passes]
    backward = numbers[::-1]
    in_order = any(order in (numbers[: len(order)], backward[: len(order)]) for order in orders)
    that(any(mixed) and not in_order, "The images come in the order of the set, at least within a batch.")


def _begins_with(batches: Batches, size: int) -> None:
    that(len(batches) > 0, "The loader returns no batch.")
    first = len(batches[0]["labels"])
    that(first == size, tr("With a batch size of {}, the first batch has {} images.", size, first))


def _of_the_set(order: list[int], numbers: list[int]) -> None:
    that(len(order) > 0, "The loader returns no batch.")
    that(set(order) <= set(numbers), "The loader's images are not those of the data set, as floats from 0 to 1.")


def _mixes(batches: Batches, numbers: list[int]) -> bool:
    """Whether a batch has images that are further apart in the set than the batch size."""
    places = {number: place for place, number in enumerate(numbers)}
    return any(np.ptp([places[number] for number in image_numbers([batch])]) > len(batch["labels"]) for batch in batches)


def labels_belong(batches: Batches, numbers: list[int], labels: Array) -> None:
    """Expect each image to come with its label; `labels` (n,) are those of the images with these numbers."""
    of = dict(zip(numbers, labels.tolist(), strict=True))
    for batch in batches:
        wanted = [of.get(number) for number in image_numbers([batch])]
        that(np.asarray(batch["labels"]).tolist() == wanted, "Images and labels do not belong together.")


def every_image_once(batches: Batches, numbers: list[int], size: int) -> None:
    """Expect a pass to return each of the images with these numbers once, in batches of `size`; the last may be smaller."""
    seen = image_numbers(batches)
    _of_the_set(seen, numbers)
    that(len(seen) == len(numbers), tr("The set has {} images, but the loader returns {}.", len(numbers), len(seen)))
    that(len(set(seen)) == len(seen), "An image comes twice in one pass.")
    _begins_with(batches, size)
