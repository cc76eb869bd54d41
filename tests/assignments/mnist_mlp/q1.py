"""Load MNIST as two data sets, and cut them into batches."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q1"

BATCH, COUNT = 15, 50  # 50 is no multiple of 15, so a loader that keeps the last batch shows it


@probe
def items(student, indices):
    import torch

    def look(dataset):
        found = [dataset[i] for i in indices]
        return {
            "size": len(dataset),
            "types": sorted({type(image).__name__ for image, _ in found if not isinstance(image, torch.Tensor)}),
            "images": np.stack([np.asarray(image) for image, _ in found]),
            "labels": [int(label) for _, label in found],
        }

    return {"train": look(student.train_set), "test": look(student.test_set)}


@probe
def two_passes(student, images, labels):
    """The first pixels of each batch, which tell the images apart, in two passes over each loader."""

    def passes(loader):
        return [[batch[0].flatten(1)[:, :2] for batch in loader] for _ in range(2)]

    train, test = (probes.mnist_dataset(half, labels) for half in np.split(images, 2))
    train_loader, test_loader = student.make_loaders(train, test, BATCH)
    return {"train": passes(train_loader), "test": passes(test_loader)}


def numbered_images(ask):
    """Images that carry a number in their first two pixels, for training and for testing, and these numbers."""
    images, drawn = np.zeros((2 * COUNT, 28, 28), np.uint8), ask.rng("numbers").choice(32 * 32, 2 * COUNT, replace=False)
    images[:, 0, 0], images[:, 0, 1] = drawn % 32 * 8, drawn // 32 * 8
    return images, np.zeros(COUNT, np.uint8), [half.tolist() for half in np.split(drawn, 2)]


def numbers(batch):
    low, high = np.rint(np.asarray(batch) * 255 / 8).astype(int).T
    return [int(n) for n in low + 32 * high]


def all_numbers(batches):
    return [n for batch in batches for n in numbers(batch)]


@check(
    "Both sets are MNIST, as floats between 0 and 1", points=1, hint="Look at train, at transform, and at the size of each set."
)
def data_sets(ask):
    indices = [int(i) for i in ask.rng("indices").choice(10_000, 10, replace=False)]
    sets = ask(items, indices=indices)
    for split, size in (("train", 60_000), ("test", 10_000)):
        found, (images, labels) = sets[split], probes.mnist_images(split)
        expect.equal(found["size"], size, f"The number of images in {split}_set")
        expect.that(not found["types"], f"{split}_set hands out {found['types']} objects, not tensors: is ToTensor missing?")
        pixels = expect.array(found["images"], f"{split}_set's images", (10, 1, 28, 28))
        low, high = pixels.min(), pixels.max()
        expect.that(
            low >= 0 and high <= 1, f"The pixels of {split}_set should run from 0 to 1, but run from {low:.2f} to {high:.2f}."
        )
        expect.close(pixels[:, 0], images[indices] / 255, f"The pixels of {split}_set", atol=1e-5)
        expect.equal(found["labels"], labels[indices].tolist(), f"The labels of {split}_set")


@check("The training loader shuffles and drops the incomplete batch", points=1, hint="See shuffle and drop_last of DataLoader.")
def training_loader(ask):
    images, labels, (in_order, _) = numbered_images(ask)
    first, second = ask(two_passes, images=images, labels=labels)["train"]
    sizes = [len(batch) for batch in first]
    expect.that(len(sizes) > 0 and sizes[0] == BATCH, f"With a batch size of {BATCH} the first batch has {sizes[:1]} images.")
    expect.that(
        sizes == [BATCH] * (COUNT // BATCH),
        f"{COUNT} images make {COUNT // BATCH} full batches of {BATCH}; the loader gives batches of {sizes}.",
    )
    seen = [all_numbers(batches) for batches in (first, second)]
    expect.that(all(set(s) <= set(in_order) for s in seen), "The training loader gives images of the test set.")
    expect.that(all(len(set(s)) == len(s) for s in seen), "An image comes twice in one pass.")
    expect.that(seen[0] != seen[1], "Two passes give the images in the same order.")
    expect.that(
        all(s not in (in_order[: len(s)], in_order[::-1][: len(s)]) for s in seen), "The images come in the order of the set."
    )


@check(
    "The test loader visits every image exactly once", points=1, hint="It must be made from test_set, and keep the last batch."
)
def test_loader(ask):
    images, labels, (_, expected) = numbered_images(ask)
    passes = ask(two_passes, images=images, labels=labels)["test"]
    for batches in passes:
        seen = all_numbers(batches)
        expect.that(len(seen) == COUNT, f"{COUNT} images are in the set, but {len(seen)} come out of the loader.")
        expect.equal(sorted(seen), sorted(expected), "The images that come out")
        expect.that(len(batches[0]) == BATCH, f"With a batch size of {BATCH} the first batch has {len(batches[0])} images.")
