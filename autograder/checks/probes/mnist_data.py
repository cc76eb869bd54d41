"""MNIST for probes: the images that students have, as data sets and loaders with known content."""

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.checks import mnist
from autograder.model.evidence import Evidence

if TYPE_CHECKING:
    from torch.utils.data import DataLoader

Array = np.ndarray[Any, Any]


def mnist_dataset(images: Array, labels: Array) -> Any:
    """A `torchvision.datasets.MNIST` with the given uint8 images (n, 28, 28) and labels (n,), and ToTensor as its transform."""
    import torch
    from torchvision import datasets, transforms

    dataset = datasets.MNIST.__new__(datasets.MNIST)
    dataset.root, dataset.train = "data", False
    dataset.transform, dataset.target_transform = transforms.ToTensor(), None
    dataset.transforms = None
    dataset.data = torch.tensor(images, dtype=torch.uint8)
    dataset.targets = torch.tensor(labels, dtype=torch.int64)
    return dataset


def loader(
    images: Array, labels: Array, batch_size: int, shuffle: bool = False, turns_after: int | None = None
) -> "DataLoader[Any]":
    """A DataLoader of float images (n, 1, 28, 28) in [0, 1], like ToTensor's, and int64 labels.

    After `turns_after` batches every label is replaced by the next digit, so the network's answers are wrong from then on.
    """
    import torch
    from torch.utils.data import DataLoader, Dataset

    class WholeBatches(Dataset[tuple[torch.Tensor, torch.Tensor]]):
        """Returns and converts a whole batch at once: converting each image, or all of them, takes longer than the training."""

        def __init__(self) -> None:
            self.pixels, self.labels = torch.tensor(images).unsqueeze(1), torch.tensor(labels, dtype=torch.int64)
            self.handed_out = 0

        def __len__(self) -> int:
            return len(self.labels)

        def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
            return self.pixels[index].float() / 255, self.labels[index]

        def __getitems__(self, indices: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
            if self.handed_out == turns_after:
                self.labels = (self.labels + 1) % 10
            self.handed_out += 1
            chosen = torch.tensor(indices)
            return self.pixels.index_select(0, chosen).float().div_(255), self.labels[chosen]

    return DataLoader(WholeBatches(), batch_size=batch_size, shuffle=shuffle, drop_last=True, collate_fn=lambda batch: batch)


def passes(loader: Any, count: int = 2, most: int = 50) -> list[list[dict[str, Evidence]]]:
    """Passes over a loader, each of at most this many batches: for each batch `shape`, the first two `pixels` of each image, `labels`."""
    found = [[batch for _, batch in zip(range(most), loader, strict=False)] for _ in range(count)]
    return [[{"shape": list(x.shape), "pixels": x.flatten(1)[:, :2], "labels": y} for x, y in batches] for batches in found]


def mnist_images(split: mnist.Split, count: int | None = None) -> tuple[Array, Array]:
    """The first `count` images (all by default) of MNIST's "train" or "test" set, uint8 (count, 28, 28), and labels.

    Students also have these images.
    """
    return mnist.load(split, count)


def some_training_images(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """`count` of the first 6,000 training images, uint8 (count, 28, 28), in random order, and their labels, int64 (count,)."""
    images, labels = mnist_images("train", 6000)
    chosen = rng.choice(len(images), count, replace=False)
    return images[chosen], labels[chosen].astype(np.int64)
