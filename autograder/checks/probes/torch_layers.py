"""The layers of a student's torch network: find them, and derive their weights from their outputs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.checks.probes.torch_models import uncompiled
from autograder.model.evidence import Evidence

if TYPE_CHECKING:
    import torch

Array = np.ndarray[Any, Any]


Products = list[tuple["torch.Tensor", "torch.Tensor"]]


def dissect(model: Any, rows: Array) -> dict[str, Evidence]:
    """Describe a perceptron's layers and its outputs for `rows` (n, inputs), for the functions of `expect.networks`.

    Its linear layers and batch normalizations by name (`identity` tells one that is used under two names), the outputs in
    evaluation mode (twice) and then in training mode, the batch normalizations after that, and what each linear layer took in then.
    """
    import torch

    model = uncompiled(model)
    linears = {name: _linear_of(m) for name, m in model.named_modules() if _is_linear(m)}
    # A module with two names is listed under both.
    norms = {
        name: _batch_norm_of(m) | {"identity": id(m)} for name, m in model.named_modules(remove_duplicate=False) if _is_norm(m)
    }
    modules = dict(model.named_modules(remove_duplicate=False))
    x = torch.tensor(rows, dtype=torch.float32)
    model.eval()
    with torch.no_grad():
        evaluation_output, again = model(x), model(x)
    model.train()
    with _matrix_products() as products:
        training_output = model(x)
    return {
        "linears": linears,
        "norms": norms,
        "evaluation_output": evaluation_output,
        "evaluation_again": again,
        "training_output": training_output,
        "norms_after": {name: _batch_norm_of(modules[name]) for name in norms},
        "layer_inputs": {name: _multiplied_by(layer["weight"], products) for name, layer in linears.items()},
    }


def _own_parameters(module: Any) -> list[Any]:
    """The parameters of a student's own module without submodules; empty for any other module."""
    if type(module).__module__ != "__main__" or any(module.children()):
        return []
    return list(module.parameters(recurse=False))


def _is_linear(module: Any) -> bool:
    """nn.Linear, or a student's own module with one matrix and at most one bias."""
    from torch import nn

    return isinstance(module, nn.Linear) or sorted(p.ndim for p in _own_parameters(module)) in ([2], [1, 2])


def _is_norm(module: Any) -> bool:
    """A torch normalization, or a student's own module with only vectors as parameters, of the shape (n,) or (1, n)."""
    from torch import nn

    own = _own_parameters(module)
    vectors = bool(own) and not _is_linear(module) and all(p.shape[-1:].numel() == p.numel() for p in own)
    return vectors or isinstance(module, nn.modules.batchnorm._BatchNorm)


def _linear_of(module: Any) -> dict[str, Evidence]:
    """weight (out, in) and bias (out,) or None; derived from the outputs for a student's own module."""
    import torch
    from torch import nn

    if isinstance(module, nn.Linear):
        return {"weight": module.weight, "bias": module.bias}  # a forward pass does not change them
    matrix = next(p for p in module.parameters() if p.ndim == 2)
    for weight in (matrix, matrix.t()):
        inputs = weight.shape[1]
        try:
            with torch.no_grad():
                bias = module(torch.zeros(1, inputs))[0]
                if torch.allclose(module(torch.eye(inputs)) - bias, weight.t(), atol=1e-5):
                    return {"weight": weight, "bias": bias}
        except RuntimeError:  # the matrix is transposed
            continue
    return {"weight": matrix, "bias": None}


def _batch_norm_of(module: Any) -> dict[str, Evidence]:
    """weight, bias, running_mean, running_var, each (units,) or None; derived from the outputs for a student's own module.

    The output for x is γ·x̂ + β in training mode, and a·x + b in evaluation mode, with a = γ / √(var + ε) and b = β − a·mean.
    """
    import copy

    import torch
    from torch import nn

    if isinstance(module, nn.modules.batchnorm._BatchNorm):
        parts = {part: getattr(module, part) for part in ("weight", "bias", "running_mean", "running_var")}
        return {part: None if tensor is None else tensor.detach().clone() for part, tensor in parts.items()}
    try:
        twin, units = copy.deepcopy(module).double(), next(module.parameters()).numel()
        with torch.no_grad():
            twin.eval()
            b = twin(torch.zeros(2, units).double())[0]
            a = twin(torch.ones(2, units).double())[0] - b
            # A batch of −1 and 1 has mean 0 and variance 1.
            twin.train()
            low, high = twin(torch.tensor([[-1.0], [1.0]]).double().expand(2, units))
    except RuntimeError:
        return dict.fromkeys(("weight", "bias", "running_mean", "running_var"))
    weight, bias = (high - low) / 2 * (1 + 1e-5) ** 0.5, (high + low) / 2
    return {"weight": weight, "bias": bias, "running_mean": (bias - b) / a, "running_var": (weight / a) ** 2 - 1e-5}


def linear_map(function: Any, inputs: int) -> dict[str, Evidence]:
    """weight (out, in) and bias (out,) of an affine function of rows (n, in), derived from its outputs."""
    import torch

    dtype = next((p.dtype for p in function.parameters()), torch.float32)
    with torch.no_grad():
        bias = function(torch.zeros(1, inputs, dtype=dtype))[0]
        return {"weight": (function(torch.eye(inputs, dtype=dtype)) - bias).t(), "bias": bias}


@contextmanager
def _matrix_products() -> Iterator[Products]:
    """Collect the operands of every matrix product: every form of a linear layer uses one."""
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode

    aten = torch.ops.aten
    operands = {aten.mm.default: (0, 1), aten.addmm.default: (1, 2), aten.bmm.default: (0, 1)}
    products: Products = []

    class Collect(TorchDispatchMode):
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            if func in operands:
                left, right = (args[i].detach() for i in operands[func])
                products.append((left.clone().flatten(0, -2), right.clone().flatten(0, -2)))
            return func(*args, **(kwargs or {}))

    with Collect():
        yield products


def _multiplied_by(weight: "torch.Tensor", products: Products) -> "torch.Tensor | None":
    import torch

    weight = weight.detach()
    for left, right in products:
        if right.shape == weight.t().shape and torch.allclose(right.to(weight), weight.t()):
            return left
        if left.shape == weight.shape and torch.allclose(left.to(weight), weight):  # W @ x.T
            return right.t()
    return None
