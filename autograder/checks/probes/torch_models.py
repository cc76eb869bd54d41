"""Torch networks: reference networks with known weights, and the outputs and losses of a student's network."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np

from autograder.checks.probes.optimizers import settings_of
from autograder.model.evidence import Evidence

if TYPE_CHECKING:
    import torch

Array = np.ndarray[Any, Any]
INPUTS_KEPT = 8


def uncompiled(model: Any) -> Any:
    """The model inside a `torch.compile` wrapper, whose layers have other names; any other model itself."""
    return getattr(model, "_orig_mod", model)


@contextmanager
def in_double_precision() -> Iterator[None]:
    """Let `tensor.float()` keep double precision in this block, in which checks compare more exactly than single precision allows."""
    import torch

    with mock.patch.object(torch.Tensor, "float", torch.Tensor.double):
        yield


def state_of(model: Any) -> dict[str, Array]:
    """Parameters and running averages by name, copied."""
    return {name: tensor.detach().cpu().numpy().copy() for name, tensor in uncompiled(model).state_dict().items()}


def parameters_of(model: Any) -> dict[str, Array]:
    """Parameters by name, copied; a shared parameter once."""
    return {name: parameter.detach().cpu().numpy().copy() for name, parameter in uncompiled(model).named_parameters()}


def scores_of(model: Any, images: Array) -> "torch.Tensor":
    """Return the scores of the model in evaluation mode for uint8 images (n, 28, 28), fed as rows of 784 numbers in [0, 1]."""
    import torch

    model.eval()
    with torch.no_grad():
        scores: torch.Tensor = model(torch.tensor(images, dtype=torch.float32).view(-1, 784) / 255)
    return scores


def outputs(model: Any, rows: Array) -> "torch.Tensor":
    """Return the outputs of the model, in its current mode, for `rows` (n, …) as float32."""
    import torch

    with torch.no_grad():
        found: torch.Tensor = model(torch.tensor(rows, dtype=torch.float32))
    return found


def average_loss(model: Any, criterion: Any, loader: Any) -> float:
    """The mean over a loader's batches of `criterion(scores, labels)`, with the model in evaluation mode and images as rows."""
    import torch

    model.eval()
    with torch.no_grad():
        losses = [float(criterion(model(images.flatten(1)), labels)) for images, labels in loader]
    return sum(losses) / len(losses)


def batches_seen(model: Any) -> list[int]:
    """Return the number of training batches that each batch normalization of the model has counted."""
    return [int(value) for key, value in state_of(model).items() if key.endswith("num_batches_tracked")]


def measured(model: Any, criterion: Any, loader: Any, images: Array) -> dict[str, Evidence]:
    """A trained network's parameters, the batch counts of its normalizations, its `average_loss` as cost, and its scores of the images."""
    found = {"parameters": parameters_of(model), "batches": batches_seen(model)}
    return found | {"cost": average_loss(model, criterion, loader), "scores": scores_of(model, images)}


def loss_after(model: Any, rows: Array, labels: Array, steps: int, learning_rate: float) -> float:
    """The cross-entropy of the model's scores for `rows` (n, inputs) after some steps of full-batch gradient descent."""
    import torch
    from torch.nn import functional

    x, y = torch.tensor(rows, dtype=torch.float32), torch.tensor(labels)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _ in range(steps):
        optimizer.zero_grad()
        functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    return float(functional.cross_entropy(model(x), y))


def randomize(model: Any, value: int) -> None:
    """Give every parameter and running average a random value of a typical size, since a 0 or a 1 may hide a mistake."""
    import torch

    generator = torch.Generator().manual_seed(value)
    with torch.no_grad():
        for tensor in [*model.parameters(), *model.buffers()]:
            if not tensor.is_floating_point():
                continue
            if tensor.squeeze().ndim > 1:  # a batch normalization's may have the shape (1, units)
                tensor.normal_(0, tensor.shape[1] ** -0.5, generator=generator)
            elif bool((tensor == 1).all()):  # scales and variances start at 1, biases, shifts and means at 0
                tensor.uniform_(0.5, 3.5, generator=generator)  # wide enough to reach past 6, where ReLU6 is cut off
            else:
                tensor.normal_(0, 0.5, generator=generator)


def scale_parameters(model: Any, factor: float) -> None:
    """Multiply every parameter, in place: large weights show a decay."""
    import torch

    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(factor)


def classifier(state: dict[str, Array], drop: float = 0.0) -> Any:
    """A reference network, flatten → linear → batch normalization → ReLU → dropout → linear, with the arrays of `state`.

    It starts in the wrong mode on purpose: evaluation mode if `drop` is 0 (it will be trained), training mode otherwise (it will be
    evaluated). `calls` lists, for each forward pass, whether any layer was in training or in evaluation mode, whether gradients were
    recorded, the largest input, the first INPUTS_KEPT inputs, and the scores, from which a judge can verify the rest.
    """
    import torch
    from torch import nn

    class Classifier(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            units, inputs = state["first.weight"].shape
            self.flatten = nn.Flatten()
            self.first = nn.Linear(inputs, units)
            self.norm = nn.BatchNorm1d(units)
            self.drop = nn.Dropout(drop)
            self.last = nn.Linear(units, len(state["last.weight"]))
            self.calls = CallLog()

        def forward(self, x: "torch.Tensor") -> "torch.Tensor":
            x = self.flatten(x)
            result: torch.Tensor = self.last(self.drop(torch.relu(self.norm(self.first(x)))))
            modes = {module.training for module in self.modules()}
            call = {
                "training": True in modes,
                "evaluation": False in modes,
                "gradients": result.requires_grad,
                "inputs": x[:INPUTS_KEPT].detach().clone(),
                "scores": result.detach().clone(),
                "largest_input": float(x.max()),
            }
            self.calls.append(call)
            return result

    model = Classifier()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()}, strict=False)
    return model.train(drop > 0)


def sigmoid_network(weights: Sequence[Array], biases: Sequence[Array] | None = None) -> Any:
    """Linear, sigmoid, linear, sigmoid, …, linear in double precision, with weights (out, in) and biases (out,), 0 by default."""
    import torch
    from torch import nn

    network = nn.Sequential()
    for number, weight in enumerate(weights):
        linear = nn.Linear(weight.shape[1], weight.shape[0]).double()
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(weight))
            linear.bias.copy_(torch.tensor(biases[number])) if biases is not None else linear.bias.zero_()
        network.extend([linear] if number == len(weights) - 1 else [linear, nn.Sigmoid()])
    return network


def gradient_norms(model: Any, rows: Array, targets: Array) -> list[float]:
    """The Euclidean norms of the mean squared error's gradients with respect to the weight matrices, in order, from float32 data.

    The model stays as it is.
    """
    import torch
    from torch.nn import functional

    model = copy.deepcopy(model)
    outputs = model(torch.tensor(rows, dtype=torch.float32))
    functional.mse_loss(outputs, torch.tensor(targets, dtype=torch.float32)).backward()
    return [float(parameter.grad.norm()) for parameter in model.parameters() if parameter.ndim == 2]


class CallLog(list[dict[str, Evidence]]):
    """The calls of a model and of its copies, since a student may use a copy."""

    def __deepcopy__(self, memo: object) -> "CallLog":
        return self


class ScaledCrossEntropy:
    """A loss that no student has, `scale` times the cross-entropy: it distinguishes the loss argument from a global one."""

    def __init__(self, scale: float):
        self.scale = scale
        self.calls = CallLog()
        """Of each call the scores and the labels that it was given."""

    def __call__(self, scores: "torch.Tensor", labels: "torch.Tensor") -> "torch.Tensor":
        from torch.nn import functional

        self.calls.append({"scores": scores.detach().clone(), "labels": labels.detach().clone()})
        return self.scale * functional.cross_entropy(scores, labels)


def noted_sgd(model: Any, learning_rate: float) -> tuple[Any, list[bool]]:
    """Gradient descent for the model's parameters, and a list that grows with each step: whether there was a gradient to step by."""
    import torch

    optimizer, steps = torch.optim.SGD(model.parameters(), lr=learning_rate), list[bool]()

    def note(*_: Any) -> None:
        steps.append(any(p.grad is not None and bool(p.grad.any()) for p in model.parameters()))

    optimizer.register_step_pre_hook(note)
    return optimizer, steps


def used_by(train: Any, model: Any, optimizer: Any, loader: Any) -> dict[str, Evidence]:
    """What `train(model, optimizer, loader)` returns, what the model was fed meanwhile, and the optimizer's settings.

    `result`; `inputs`, of each call of the model the largest number and a weighted sum, by which other or permuted inputs show;
    `optimizer`: its class, settings, and whether it holds all parameters.
    """
    inputs: list[dict[str, Evidence]] = []

    def note(_: Any, given: Any) -> None:
        rows = given[0].detach().cpu().numpy()
        inputs.append({"largest": float(rows.max()), "sum": weighted_sum(rows)})

    handle = uncompiled(model).register_forward_pre_hook(note)
    try:
        result = train(model, optimizer, loader)
    finally:
        handle.remove()
    held = {id(parameter) for group in getattr(optimizer, "param_groups", []) for parameter in group["params"]}
    settings = settings_of(optimizer) | {"all": not held or all(id(p) in held for p in model.parameters())}
    return {"result": result, "inputs": inputs, "optimizer": settings}


def weighted_sum(rows: Array) -> float:
    """The sum of all numbers of rows (n, …), each times its place in its row."""
    flat = rows.reshape(len(rows), -1).astype(np.float64)
    return float((flat * np.arange(1, flat.shape[1] + 1)).sum())
