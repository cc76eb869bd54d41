"""Load MNIST as two data sets, and cut them into batches."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q1"

BATCH, COUNT = 15, 100  # not a multiple of 15, so a loader that keeps the last batch shows it; but one of the notebook's 100


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
    """Two passes over each loader; the first half of the images is for training, the second for testing."""
    sets = (probes.mnist_dataset(half, labels) for half in np.split(images, 2))
    train_loader, test_loader = student.make_loaders(*sets, BATCH)
    return {"train": probes.passes(train_loader), "test": probes.passes(test_loader)}


def passes(ask, which):
    """Two passes over the training or the test loader, and the numbers of its images."""
    images, numbers = expect.loaders.numbered_images(ask.rng("numbers"), 2 * COUNT)
    found = ask(two_passes, images=images, labels=np.zeros(COUNT, np.uint8))
    return found[which], numbers[:COUNT] if which == "train" else numbers[COUNT:]


@check(
    "Both sets are MNIST, as floats between 0 and 1", points=1, hint="Look at train, at transform, and at the size of each set."
)
def data_sets(ask):
    indices = [int(i) for i in ask.rng("indices").choice(10_000, 10, replace=False)]
    sets = ask(items, indices=indices)
    for split, size in (("train", 60_000), ("test", 10_000)):
        found, (images, labels) = sets[split], probes.mnist_images(split)
        expect.equal(found["size"], size, tr("The number of images in {}_set", split))
        expect.that(
            not found["types"], tr("{}_set hands out {} objects, not tensors: is ToTensor missing?", split, found["types"])
        )
        pixels = expect.array(found["images"], tr("{}_set's images", split), (10, 1, 28, 28))
        low, high = pixels.min(), pixels.max()
        expect.that(
            low >= 0 and high <= 1,
            tr("The pixels of {}_set should lie between 0 and 1, but lie between {:.2f} and {:.2f}.", split, low, high),
        )
        expect.close(pixels[:, 0], images[indices] / 255, tr("The pixels of {}_set", split), atol=1e-5)
        expect.equal(found["labels"], labels[indices].tolist(), tr("The labels of {}_set", split))


@check("The training loader shuffles", points=0.5, hint="See shuffle of DataLoader; is it made from train_set?")
def training_loader(ask):
    expect.loaders.shuffled(*passes(ask, "train"))


@check("The training loader drops the incomplete batch", points=0.5, hint="See batch_size and drop_last of DataLoader.")
def incomplete_batch(ask):
    (batches, _), _ = passes(ask, "train")
    expect.loaders.drops_incomplete_batch(batches, COUNT, BATCH)


@check("The test loader visits every image exactly once", points=1, hint="Make it from test_set, and keep the last batch.")
def test_loader(ask):
    found, numbers = passes(ask, "test")
    for batches in found:
        expect.loaders.every_image_once(batches, numbers, BATCH)
