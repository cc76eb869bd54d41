"""Type hints everywhere, with `from __future__ import annotations` at the head of cells, and a Sequential subclass."""

# %% model
from __future__ import annotations

from typing import Final

DROP: Final[float] = 0.3


class Perceptron(nn.Sequential):
    def __init__(self, *sizes: int, classes: int = 10, p: float = DROP) -> None:
        layers: list[nn.Module] = []
        for fan_in, fan_out in zip(sizes, sizes[1:]):
            layers.extend([nn.Linear(fan_in, fan_out), nn.BatchNorm1d(fan_out), nn.ReLU(), nn.Dropout(p)])
        super().__init__(*layers, nn.Linear(sizes[-1], classes))


def build_model(h1: int = 100, h2: int = 100) -> nn.Module:
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return Perceptron(784, h1, h2)


# %% train
from __future__ import annotations

from collections.abc import Callable, Iterable


def train_one_epoch(
    model: nn.Module,
    train_loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    criterion: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: torch.optim.Optimizer,
) -> float:
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train()
    costs: list[float] = []
    images: torch.Tensor
    labels: torch.Tensor
    for images, labels in train_loader:
        optimizer.zero_grad()
        cost: torch.Tensor = criterion(model(images.view(-1, 784)), labels)
        cost.backward()
        optimizer.step()
        costs.append(cost.item())
    return sum(costs) / len(costs)
