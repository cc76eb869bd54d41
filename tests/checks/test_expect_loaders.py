"""Torch loaders, described by `probes.passes`: shuffling, dropping and completeness are judged separately."""

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from autograder import expect, probes
from autograder.checks.expect import loaders
from autograder.model.evidence import copy

COUNT, SIZE = 40, 12


@pytest.fixture(scope="module")
def numbered():
    images, numbers = loaders.numbered_images(np.random.default_rng(5), COUNT)
    return images, numbers, np.arange(COUNT) % 10


def seen(images, labels, **options):
    dataset = probes.mnist_dataset(images, labels)
    return copy(probes.passes(DataLoader(dataset, **{"batch_size": SIZE, "shuffle": True, "drop_last": True} | options)))


def test_the_numbers_come_back(numbered):
    images, numbers, labels = numbered
    assert len(set(numbers)) == COUNT
    batches, _ = seen(images, labels, shuffle=False, drop_last=False)
    assert loaders.image_numbers(batches) == numbers
    assert [batch["shape"] for batch in batches] == [[12, 1, 28, 28]] * 3 + [[4, 1, 28, 28]]


def test_endless_loaders_are_cut_off():
    batch = torch.zeros(2, 1, 28, 28), torch.zeros(2)

    class Endless:
        def __iter__(self):
            return iter(lambda: batch, None)

    assert [len(batches) for batches in probes.passes(Endless(), most=7)] == [7, 7]


@pytest.mark.parametrize("seed", range(20))
def test_a_right_loader_passes(numbered, seed):
    images, numbers, labels = numbered
    torch.manual_seed(seed)
    passes = seen(images, labels)
    loaders.shuffled(passes, numbers)
    loaders.labels_belong(passes[0], numbers, labels)
    loaders.drops_incomplete_batch(passes[0], COUNT, SIZE)
    loaders.every_image_once(seen(images, labels, drop_last=False)[0], numbers, SIZE)


class WithinBatches(torch.utils.data.Sampler):
    def __iter__(self):
        for start in range(0, COUNT, SIZE):
            yield from (start + torch.randperm(min(SIZE, COUNT - start))).tolist()

    def __len__(self):
        return COUNT


class Reversed(Dataset):
    def __init__(self, images, labels):
        self.inner = probes.mnist_dataset(images, labels[::-1].copy())

    def __len__(self):
        return COUNT

    def __getitem__(self, index):
        return self.inner[index]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"shuffle": False}, "Two passes give the images in the same order"),
        ({"sampler": WithinBatches(), "shuffle": None}, "in the order of the set, at least within a batch"),
        ({"sampler": torch.utils.data.RandomSampler(range(COUNT), replacement=True), "shuffle": None}, "An image comes twice"),
        ({"batch_size": 100}, "The loader returns no batch"),
    ],
)
def test_what_does_not_shuffle(numbered, options, message):
    images, numbers, labels = numbered
    torch.manual_seed(0)
    with pytest.raises(expect.CheckFailed, match=message):
        loaders.shuffled(seen(images, labels, **options), numbers)


def test_images_of_another_set_or_another_scale(numbered):
    images, numbers, labels = numbered
    passes = seen(images, labels)
    with pytest.raises(expect.CheckFailed, match="not those of the data set"):
        loaders.shuffled(passes, [number + 1024 for number in numbers])
    for batch in passes[0]:
        batch["pixels"] = batch["pixels"] * 255
    with pytest.raises(expect.CheckFailed, match="as floats from 0 to 1"):
        loaders.shuffled(passes, numbers)


def test_labels_that_do_not_belong(numbered):
    images, numbers, labels = numbered
    batches, _ = copy(probes.passes(DataLoader(Reversed(images, labels), batch_size=SIZE)))
    with pytest.raises(expect.CheckFailed, match="Images and labels do not belong together"):
        loaders.labels_belong(batches, numbers, labels)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"drop_last": False}, r"40 images make 3 full batches of 12; the loader gives batches of \[12, 12, 12, 4\]"),
        ({"batch_size": 10}, "With a batch size of 12, the first batch has 10 images"),
        ({"batch_size": 100}, "The loader returns no batch"),
    ],
)
def test_what_does_not_drop(numbered, options, message):
    images, _, labels = numbered
    with pytest.raises(expect.CheckFailed, match=message):
        loaders.drops_incomplete_batch(seen(images, labels, **options)[0], COUNT, SIZE)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "The set has 40 images, but the loader returns 36"),
        ({"drop_last": False, "batch_size": 20}, "With a batch size of 12, the first batch has 20 images"),
        (
            {
                "drop_last": False,
                "shuffle": None,
                "sampler": torch.utils.data.RandomSampler(range(COUNT), replacement=True, num_samples=COUNT),
            },
            "An image comes twice",
        ),
    ],
)
def test_what_does_not_visit_every_image_once(numbered, options, message):
    images, numbers, labels = numbered
    torch.manual_seed(1)
    with pytest.raises(expect.CheckFailed, match=message):
        loaders.every_image_once(seen(images, labels, **options)[0], numbers, SIZE)
