"""Known objects that probes hand to the student's code, and ways to look at what it made. Runs beside the student's code.

torch and torchvision are imported when they are needed: a judge can load a test file without them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder import drawing, mnist
from autograder.evidence import Evidence

if TYPE_CHECKING:
    import torch
    from torch.utils.data import DataLoader

Array = np.ndarray[Any, Any]
# From where to where, by the names that Keras gives its variables.
RANDOMISED = {
    "bias": (-0.5, 0.5),
    "beta": (-0.5, 0.5),
    "gamma": (0.5, 1.5),
    "moving_mean": (-0.5, 0.5),
    "moving_variance": (0.5, 1.5),
}


def seed(value: int) -> None:
    """Seed every generator that a student may use: random, NumPy's, and torch's and Keras' where they are imported."""
    import random
    import sys

    random.seed(value)
    np.random.seed(value % 2**32)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(value)
    if "torch" in sys.modules:
        _seed_torch(value)


def _seed_torch(value: int) -> None:
    import torch

    torch.default_generator.manual_seed(value)
    if torch.cuda.is_initialized():  # torch.manual_seed asks for a later one, and notes by which lines, which takes long
        torch.cuda.manual_seed_all(value)


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
    """A DataLoader of float images (n, 1, 28, 28) in [0, 1], as ToTensor makes them, and int64 labels.

    After `turns_after` batches every label is the next digit's: what a network has learnt is wrong from then on.
    """
    import torch
    from torch.utils.data import DataLoader, Dataset

    class WholeBatches(Dataset[tuple[torch.Tensor, torch.Tensor]]):
        """Hands out a batch at once, and makes floats of it then: image by image, or all at once, takes longer than the training."""

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


def mnist_images(split: mnist.Split, count: int | None = None) -> tuple[Array, Array]:
    """The first `count` images (all by default) of MNIST's "train" or "test" set, uint8 (count, 28, 28), and labels.

    Students have them too.
    """
    return mnist.load(split, count)


def some_training_images(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """`count` of the first 6,000 training images, uint8 (count, 28, 28), in an order that is drawn, and their labels, int64."""
    images, labels = mnist_images("train", 6000)
    chosen = rng.choice(len(images), count, replace=False)
    return images[chosen], labels[chosen].astype(np.int64)


def classifier(state: dict[str, Array], drop: float = 0.0) -> Any:
    """Our own network, flatten → linear → batch normalisation → ReLU → dropout → linear, with the arrays of `state`.

    It starts in the wrong mode on purpose: evaluation mode if `drop` is 0 (to be trained), training mode otherwise (to be
    evaluated). `calls` lists, for each forward pass, whether any layer was in training or in evaluation mode, whether gradients
    were recorded, the largest input, and the scores, by which a judge sees that the rest is true.
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
                "scores": result.detach().clone(),
                "largest_input": float(x.max()),
            }
            self.calls.append(call)
            return result

    model = Classifier()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()}, strict=False)
    return model.train(drop > 0)


class CallLog(list[dict[str, Evidence]]):
    """The calls of a model and of its copies: a student may well work on a copy."""

    def __deepcopy__(self, memo: object) -> "CallLog":
        return self


class ScaledCrossEntropy:
    """A loss that no student has: `scale` times the cross-entropy. Tells the loss that is handed over from a global one."""

    def __init__(self, scale: float):
        self.scale = scale

    def __call__(self, scores: "torch.Tensor", labels: "torch.Tensor") -> "torch.Tensor":
        from torch.nn import functional

        return self.scale * functional.cross_entropy(scores, labels)


def uncompiled(model: Any) -> Any:
    """The model that `torch.compile` was given, or the model itself: a compiled one hides its layers behind another name."""
    return getattr(model, "_orig_mod", model)


def draws_anew(make: Callable[[], Any], value: int) -> bool:
    """Whether a function that makes a network, torch's or Keras', draws every weight matrix anew for another random seed."""
    drawn = []
    for one in (value, value + 1):
        seed(one)
        model = make()
        arrays = model.get_weights() if hasattr(model, "get_weights") else list(parameters_of(model).values())
        drawn.append([array for array in arrays if array.ndim > 1])
    return not any(np.array_equal(first, second) and np.ptp(first) > 0 for first, second in zip(*drawn, strict=False))


def state_of(model: Any) -> dict[str, Array]:
    """Parameters and running averages by name, copied."""
    return {name: tensor.detach().cpu().numpy().copy() for name, tensor in uncompiled(model).state_dict().items()}


def parameters_of(model: Any) -> dict[str, Array]:
    """Parameters by name, copied; a shared parameter once."""
    return {name: parameter.detach().cpu().numpy().copy() for name, parameter in uncompiled(model).named_parameters()}


def randomise(model: Any, value: int) -> None:
    """Give every parameter and running average a random value of a healthy size, so that none hides behind a 0 or a 1."""
    import torch

    generator = torch.Generator().manual_seed(value)
    with torch.no_grad():
        for tensor in [*model.parameters(), *model.buffers()]:
            if not tensor.is_floating_point():
                continue
            if tensor.squeeze().ndim > 1:  # a batch normalisation's may have the shape (1, units)
                tensor.normal_(0, tensor.shape[1] ** -0.5, generator=generator)
            elif bool((tensor == 1).all()):  # scales and variances start at 1, biases, shifts and means at 0
                tensor.uniform_(0.5, 3.5, generator=generator)  # wide enough to reach past 6, where ReLU6 is cut off
            else:
                tensor.normal_(0, 0.5, generator=generator)


def dissect(model: Any, rows: Array) -> dict[str, Evidence]:
    """What a perceptron computes for `rows` (n, inputs), for the functions of `expect.networks`.

    Its linear layers and batch normalisations by name (`identity` tells one that is used under two names), the outputs in
    evaluation mode and then in training mode, the batch normalisations after that, and what each linear layer took in then.
    """
    import torch

    model = uncompiled(model)
    linears = {name: _linear_of(m) for name, m in model.named_modules() if _is_linear(m)}
    # A module that is used under two names is listed under both.
    norms = {
        name: _batch_norm_of(m) | {"identity": id(m)} for name, m in model.named_modules(remove_duplicate=False) if _is_norm(m)
    }
    modules = dict(model.named_modules(remove_duplicate=False))
    x = torch.tensor(rows, dtype=torch.float32)
    model.eval()
    with torch.no_grad():
        evaluation_output = model(x)
    model.train()
    with _matrix_products() as products:
        training_output = model(x)
    return {
        "linears": linears,
        "norms": norms,
        "evaluation_output": evaluation_output,
        "training_output": training_output,
        "norms_after": {name: _batch_norm_of(modules[name]) for name in norms},
        "layer_inputs": {name: _multiplied_by(layer["weight"], products) for name, layer in linears.items()},
    }


def _own_parameters(module: Any) -> list[Any]:
    """The parameters of a module that a student wrote and that has no parts; empty for any other."""
    if type(module).__module__ != "__main__" or any(module.children()):
        return []
    return list(module.parameters(recurse=False))


def _is_linear(module: Any) -> bool:
    """nn.Linear, or a student's own module with one matrix and at most one bias."""
    from torch import nn

    return isinstance(module, nn.Linear) or sorted(p.ndim for p in _own_parameters(module)) in ([2], [1, 2])


def _is_norm(module: Any) -> bool:
    """A normalisation of torch's, or a student's own module whose parameters are all vectors, of the shape (n,) or (1, n)."""
    from torch import nn

    own = _own_parameters(module)
    vectors = bool(own) and not _is_linear(module) and all(p.shape[-1:].numel() == p.numel() for p in own)
    return vectors or isinstance(module, nn.modules.batchnorm._BatchNorm)


def _linear_of(module: Any) -> dict[str, Evidence]:
    """weight (out, in) and bias (out,) or None; those of a student's own module are read off what it computes."""
    import torch
    from torch import nn

    if isinstance(module, nn.Linear):
        return {"weight": module.weight, "bias": module.bias}  # training does not change them, before an optimiser steps
    matrix = next(p for p in module.parameters() if p.ndim == 2)
    for weight in (matrix, matrix.t()):
        inputs = weight.shape[1]
        try:
            with torch.no_grad():
                bias = module(torch.zeros(1, inputs))[0]
                if torch.allclose(module(torch.eye(inputs)) - bias, weight.t(), atol=1e-5):
                    return {"weight": weight, "bias": bias}
        except RuntimeError:  # the matrix stands the other way round
            continue
    return {"weight": matrix, "bias": None}


def _batch_norm_of(module: Any) -> dict[str, Evidence]:
    """weight, bias, running_mean, running_var, each (units,) or None; a student's own module's are read off what it computes.

    In training the output for x is γ·x̂ + β, in evaluation a·x + b with a = γ / √(var + ε) and b = β − a·mean.
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


def weights_and_gradients(
    rng: np.random.Generator, steps: int, smallest: float = 0.3
) -> tuple[dict[str, Array], list[dict[str, Array]]]:
    """Arrays of several shapes, and a gradient of each for each step: of sizes from `smallest` to about 2.

    Some of it is zero, one number always, and one array at times as a whole.
    """
    start = {key: rng.normal(0, 1, shape) for key, shape in {"W1": (3, 4), "shift": (4,), "V": (4, 2)}.items()}
    gradients = []
    for step in range(steps):
        drawn = {
            key: rng.choice([-1, 1], w.shape) * np.exp(rng.uniform(np.log(smallest), np.log(2), w.shape))
            for key, w in start.items()
        }
        drawn["W1"][0, 0] = drawn["V"][1:3, step % 2] = 0
        drawn["shift"] *= step not in (0, 3)
        gradients.append(drawn)
    return start, gradients


def updates(
    kind: Callable[..., Any],
    settings: dict[str, float],
    start: dict[str, Array],
    gradients: list[dict[str, Array]],
    names: Sequence[str] = (),
) -> dict[str, Evidence]:
    """What an optimiser with `update(params, grads)` makes of dictionaries of arrays: the arrays after each step, its attributes `names`.

    Between its steps another one of its kind, with another learning rate, is at work on other arrays; `in_place` lists the keys whose
    arrays are those of the beginning, and `untouched` says whether the gradients are what they were.
    """
    params = {key: value.copy() for key, value in start.items()}
    others = {key: np.ones_like(value) for key, value in start.items()}
    arrays = dict(params)
    optimizer, other = kind(**settings), kind(lr=5.0)
    path, states, untouched = [], [], True
    for gradient in gradients:
        given = {key: value.copy() for key, value in gradient.items()}
        other.update(others, {key: 10 * np.ones_like(value) for key, value in gradient.items()})
        optimizer.update(params, given)
        untouched = untouched and all(np.array_equal(given[key], gradient[key]) for key in gradient)
        path.append({key: np.array(value) for key, value in params.items()})
        states.append({name: _copied(getattr(optimizer, name)) for name in names})
    in_place = [key for key in start if params.get(key) is arrays[key]]
    return {"path": path, "states": states, "in_place": in_place, "untouched": untouched}


def _copied(value: Any) -> Any:
    return {key: np.array(item) for key, item in value.items()} if isinstance(value, dict) else value


def dissect_keras(model: Any, rows: Array, value: int) -> dict[str, Evidence]:
    """What a Keras model computes for `rows` (n, inputs): its matrices and batch normalisations, and what went through them.

    `kernels` are as they were drawn; then everything that is learnt, or averaged, gets a random value of a healthy size.
    `dense`: weight (in, out), bias (or None), and the input in training mode of each dense layer; `norms`: gamma, beta, mean, variance,
    epsilon and momentum of each batch normalisation, and mean and variance after a batch; `penalty`: the sum of the model's losses.
    """
    import keras

    layers = _keras_layers(model)
    dense = [layer for layer in layers if isinstance(layer, keras.layers.Dense)]
    norms = [layer for layer in layers if isinstance(layer, keras.layers.BatchNormalization)]
    kernels = [_plain(layer.kernel) for layer in dense]
    _randomise_keras(layers, value)
    before = [_batch_norm_of_keras(layer) for layer in norms]
    x = keras.ops.convert_to_tensor(rows.astype(np.float32))
    inference = _plain(model(x, training=False))
    with _dense_inputs() as inputs:
        model(x, training=True)
    return {
        "kernels": kernels,
        "dense": [
            {
                "weight": _plain(layer.kernel),
                "bias": None if layer.bias is None else _plain(layer.bias),
                "input": inputs.get(id(layer)),
            }
            for layer in dense
        ],
        "norms": before,
        "norms_after": [_batch_norm_of_keras(layer) for layer in norms],
        "inference": inference,
        "penalty": float(sum(float(loss) for loss in model.losses)),
        "parameters": int(model.count_params()),
    }


def dissect_cnn(model: Any, images: Array, value: int) -> dict[str, Evidence]:
    """What a Keras model of convolutions and dense layers computes for `images` (n, height, width, channels) in use.

    `drawn`: the weights of each layer that has some, as they were drawn; then biases and normalisations get random values. `layers`: for
    each of them its class, its kind ("kernel", "norm" or "other"), its weights by name, and its epsilon where it has one; `inference`:
    the output.
    """
    import keras

    weighted = [layer for layer in _keras_layers(model) if layer.weights]
    drawn = [_plain(layer.kernel) for layer in weighted if hasattr(layer, "kernel")]
    _randomise_keras(weighted, value)
    layers = [
        {
            "class": type(layer).__name__,
            "kind": "kernel"
            if hasattr(layer, "kernel")
            else "norm"
            if isinstance(layer, keras.layers.BatchNormalization)
            else "other",
            "weights": {variable.name: _plain(variable) for variable in layer.weights},
            "epsilon": float(getattr(layer, "epsilon", 0.0)),
        }
        for layer in weighted
    ]
    x = keras.ops.convert_to_tensor(images.astype(np.float32))
    return {"drawn": drawn, "layers": layers, "inference": _plain(model(x, training=False))}


def _keras_layers(model: Any) -> list[Any]:
    """The layers of a model in the order in which they are used, each once; those of models within it in their place."""
    found: list[Any] = []
    for layer in model.layers:
        inner = _keras_layers(layer) if getattr(layer, "layers", None) else [layer]
        found += [one for one in inner if not any(one is other for other in found)]
    return found


def _plain(value: Any) -> Array:
    """A Keras variable or tensor as an array; NumPy itself has no bfloat16."""
    import keras

    array = keras.ops.convert_to_numpy(value)
    return array if array.dtype.kind in "biuf" else array.astype(np.float32)


@contextmanager
def _dense_inputs() -> Iterator[dict[int, Array]]:
    """By the layer's id, what goes into each dense layer that is used meanwhile, the first time."""
    from unittest import mock

    import keras

    call = keras.layers.Dense.call
    seen: dict[int, Array] = {}

    def noted(layer: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        seen.setdefault(id(layer), _plain(inputs))
        return call(layer, inputs, *args, **kwargs)

    with mock.patch.object(keras.layers.Dense, "call", noted):
        yield seen


def _randomise_keras(layers: list[Any], value: int) -> None:
    """Give biases and normalisations random values of a healthy size; matrices stay as they were drawn."""
    rng = np.random.default_rng(value)
    for variable in (v for layer in layers for v in layer.weights if v.name in RANDOMISED):
        variable.assign(rng.uniform(*RANDOMISED[variable.name], variable.shape))


def _batch_norm_of_keras(layer: Any) -> dict[str, Evidence]:
    parts = {name: getattr(layer, name) for name in ("gamma", "beta", "moving_mean", "moving_variance")}
    arrays = {name: None if variable is None else _plain(variable) for name, variable in parts.items()}
    return {**arrays, "epsilon": float(layer.epsilon), "momentum": float(layer.momentum)}


def history_of(history: Any) -> dict[str, list[float]]:
    """A Keras History, or the dictionary in it, as plain numbers."""
    return {str(key): [float(value) for value in values] for key, values in getattr(history, "history", history).items()}


@dataclass
class Training:
    """What Keras' `fit` did to one network, in one call or in many, with one optimiser or with several."""

    model: Any
    optimizers: list[Any] = field(default_factory=list)
    history: dict[str, list[float]] = field(default_factory=dict)
    goes_on: bool = False
    """Whether an optimiser took it over from another that had moved it: its biases were no longer 0."""
    moved_between: bool = False
    """Whether something else than `fit` changed its weights between two calls."""
    left: list[Array] = field(default_factory=list)  # the weights after the last call


@contextmanager
def keras_trainings() -> Iterator[list[Training]]:
    """Every network that `fit` trains meanwhile."""
    from unittest import mock

    import keras

    fit = keras.Model.fit
    seen: list[Training] = []

    def noted(model: Any, *args: Any, **kwargs: Any) -> Any:
        training = next((one for one in seen if one.model is model), None)
        if training is None:
            training = Training(model)
            seen.append(training)
        if any(one is not model.optimizer for one in training.optimizers):
            training.goes_on |= any(np.any(w) for w in model.get_weights() if w.ndim == 1)
        training.optimizers.append(model.optimizer)
        training.moved_between |= bool(training.left) and not all(
            np.array_equal(before, now) for before, now in zip(training.left, model.get_weights(), strict=True)
        )
        result = fit(model, *args, **kwargs)
        training.left = model.get_weights()
        for key, values in history_of(result).items():
            training.history.setdefault(key, []).extend(values)
        return result

    with mock.patch.object(keras.Model, "fit", noted):
        yield seen


@dataclass
class TorchSteps:
    """Every step of torch's optimisers, or of classes made from them: by which one, and each parameter before and after."""

    optimizers: list[Any] = field(default_factory=list)  # one a step
    before: list[dict[int, int]] = field(default_factory=list)  # by the parameter's id, a hash of its values
    after: list[dict[int, int]] = field(default_factory=list)
    known_before: list[int] = field(default_factory=list)  # of how many parameters the optimizer knew something
    known_after: list[int] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)  # the parameters: an id is theirs as long as they live

    def of(self, model: Any) -> dict[str, Evidence]:
        """How many optimisers, of which kinds, moved the model's parameters, and whether between two steps something else did, or one
        forgot what it had gathered."""
        own = {id(parameter) for parameter in model.parameters()}
        steps = [i for i, found in enumerate(self.before) if own & found.keys()]
        apart = any(
            self.after[i].get(key) != self.before[j].get(key) for i, j in pairwise(steps) for key in own & self.before[j].keys()
        )
        forgot = any(
            self.optimizers[i] is self.optimizers[j] and self.known_before[j] < self.known_after[i] for i, j in pairwise(steps)
        )
        return {
            "optimizers": len({id(self.optimizers[i]) for i in steps}),
            "kinds": sorted({type(self.optimizers[i]).__name__ for i in steps}),
            "moved_between": apart,
            "forgot": forgot,
        }


@contextmanager
def torch_steps() -> Iterator[TorchSteps]:
    """Note every step that is taken meanwhile."""
    from torch.optim import optimizer as torch_optimizer

    seen = TorchSteps()

    def hashes(optimizer: Any) -> dict[int, int]:
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        seen.kept += parameters
        return {id(parameter): hash(parameter.detach().cpu().numpy().tobytes()) for parameter in parameters}

    def begin(optimizer: Any, *_: Any) -> None:
        seen.optimizers.append(optimizer)
        seen.before.append(hashes(optimizer))
        seen.known_before.append(len(optimizer.state))

    def end(optimizer: Any, *_: Any) -> None:
        seen.after.append(hashes(optimizer))
        seen.known_after.append(len(optimizer.state))

    handles = [
        torch_optimizer.register_optimizer_step_pre_hook(begin),
        torch_optimizer.register_optimizer_step_post_hook(end),
    ]
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def watched(function: Any, name: str, look: Callable[[Any], Evidence]) -> Iterator[list[Evidence]]:
    """What `look` sees in each object that the student's `name`, a class or a function, makes while their `function` is at work."""
    from unittest import mock

    original: Any = getattr(function, "__globals__", {}).get(name)
    seen: list[Evidence] = []

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        seen.append(look(self))

    def make(*args: Any, **kwargs: Any) -> Any:
        made = original(*args, **kwargs)
        seen.append(look(made))
        return made

    if isinstance(original, type):  # it may be named inside itself, so the name has to stay its
        begin = original.__init__  # type: ignore[misc]
        patch: Any = mock.patch.object(original, "__init__", init)
    else:
        patch = mock.patch.dict(function.__globals__, {name: make}) if callable(original) else nullcontext()
    with patch:
        yield seen


def linear_map(function: Any, inputs: int) -> dict[str, Evidence]:
    """weight (out, in) and bias (out,) of a function of rows (n, in) that is linear up to a constant, read off what it computes."""
    import torch

    dtype = next((p.dtype for p in function.parameters()), torch.float32)
    with torch.no_grad():
        bias = function(torch.zeros(1, inputs, dtype=dtype))[0]
        return {"weight": (function(torch.eye(inputs, dtype=dtype)) - bias).t(), "bias": bias}


Products = list[tuple["torch.Tensor", "torch.Tensor"]]


@contextmanager
def _matrix_products() -> Iterator[Products]:
    """Collect the operands of every matrix product: each linear layer, however it is written, comes down to one."""
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


def figure_data(returned: Any) -> dict[str, Evidence]:
    """What a plot function drew, by what it `returned`: a matplotlib figure, axes, or an array or a list of them.

    Where that is none, or one without axes (which `plt.gcf()` makes after `plt.show()`), all figures count that were drawn meanwhile,
    shown or not.
    """
    mine = _figures_of(returned)
    figures = [figure for figure in (mine if any(one.axes for one in mine) else drawing.figures()) if _is_drawn_in(figure)]
    axes = [a for figure in figures for a in figure.axes if a.get_visible()]
    legends = [text.get_text() for figure in figures for legend in figure.legends for text in legend.get_texts()]
    return {
        "axes": [_axes_data(a) | {"shares": _shares(a, axes)} for a in axes],
        "xlabel": _common_label(figure.get_supxlabel() for figure in figures),
        "ylabel": _common_label(figure.get_supylabel() for figure in figures),
        "legend": legends,
        "returned": "figure" if mine else "nothing" if returned is None else type(returned).__name__,
    }


def _figures_of(returned: Any) -> list[Any]:
    """The figures that are named: by themselves, by axes, by what is drawn in them, or by a collection of such things."""
    from matplotlib.figure import Figure

    if isinstance(returned, (list, tuple, dict, np.ndarray)):
        items = returned.values() if isinstance(returned, dict) else np.ravel(np.asarray(returned, dtype=object))
        return list(dict.fromkeys(figure for item in items for figure in _figures_of(item)))
    figure = returned
    while figure is not None and not isinstance(figure, Figure):  # a part of a figure may belong to a subfigure
        figure = getattr(figure, "figure", None)
        figure = None if callable(figure) else figure
    return [] if figure is None else [figure]


def _is_drawn_in(figure: Any) -> bool:
    return any(a.has_data() or a.texts for a in figure.axes)


def _common_label(labels: Iterable[str]) -> str:
    """The first of the labels, where each of the figures has one."""
    found = list(labels)
    return found[0] if found and all(found) else ""


def _shares(axes: Any, others: list[Any]) -> dict[str, list[int]]:
    """For each direction, which of all the axes share it with these: twins, and panels made with sharex or sharey."""
    grouped = {"x": axes.get_shared_x_axes(), "y": axes.get_shared_y_axes()}
    return {
        direction: [i for i, other in enumerate(others) if other is axes or group.joined(axes, other)]
        for direction, group in grouped.items()
    }


def _axes_data(axes: Any) -> dict[str, Evidence]:
    from matplotlib.collections import PathCollection
    from matplotlib.patches import Polygon

    points = [c for c in axes.collections if isinstance(c, PathCollection)]
    legend = axes.get_legend()
    return {
        "title": axes.get_title(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "texts": [text.get_text() for text in axes.texts],
        "notes": [_note(text, axes) for text in axes.texts],
        "ticks": {"x": _named_ticks(axes.xaxis), "y": _named_ticks(axes.yaxis)},
        "colors": _legend_colors(axes),
        "lines": [
            {
                "label": _label_of(line, axes),
                "x": _floats(line.get_xdata(orig=False)),
                "y": _floats(line.get_ydata(orig=False)),
                "colors": _colors(line.get_color()),
            }
            for line in axes.lines
            if line.get_visible()
        ],
        "points": [
            {
                "label": str(c.get_label()),
                "x": _floats(np.asarray(c.get_offsets())[:, 0]),
                "y": _floats(np.asarray(c.get_offsets())[:, 1]),
                "colors": _colors(c.get_facecolor()),
            }
            for c in points
        ],
        "bars": [
            {
                "label": str(group.get_label()),
                "height": _floats([bar.get_height() for bar in group]),
                "width": _floats([bar.get_width() for bar in group]),
                "centre": _floats([bar.get_x() + bar.get_width() / 2 for bar in group]),
                "middle": _floats([bar.get_y() + bar.get_height() / 2 for bar in group]),
                "labels": [str(bar.get_label()) for bar in group],
                "colors": [color for bar in group for color in _colors(bar.get_facecolor())],
            }
            for group in axes.containers
            if hasattr(group, "patches")
        ]
        + [_outline(patch) for patch in axes.patches if isinstance(patch, Polygon)],
    }


def _note(text: Any, axes: Any) -> dict[str, Evidence]:
    """A text and the point that it stands at; none where that is not in the units of the data."""
    annotated = getattr(text, "xycoords", None) == "data"
    at = text.xy if annotated else text.get_position() if text.get_transform() == axes.transData else ()
    try:
        numbers = [axis.convert_units(value) for axis, value in zip((axes.xaxis, axes.yaxis), at, strict=False)]
        return {"text": str(text.get_text()), "at": _floats(numbers)}
    except (ValueError, TypeError):  # a name where the axis has numbers
        return {"text": str(text.get_text()), "at": _floats([])}


def _named_ticks(axis: Any) -> list[dict[str, Evidence]]:
    """The ticks that are called otherwise than by their number: where they are, and what they are called."""
    from matplotlib import ticker
    from matplotlib.category import StrCategoryFormatter

    if not isinstance(axis.get_major_formatter(), (ticker.FixedFormatter, ticker.FuncFormatter, StrCategoryFormatter)):
        return []
    places = [float(place) for place in axis.get_ticklocs()]
    called = [str(text) for text in axis.get_major_formatter().format_ticks(places)]
    return [
        {"at": place, "text": text}
        for place, text in zip(places, called, strict=False)
        if text.strip() and not _is_number(text, place)
    ]


def _is_number(text: str, value: float) -> bool:
    try:
        return bool(np.isclose(float(text.replace("\N{MINUS SIGN}", "-")), value, rtol=1e-3, atol=1e-9))
    except ValueError:
        return False


def _legend_colors(axes: Any) -> list[dict[str, Evidence]]:
    """By what colour each entry of a legend is known."""
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend is not None]
    entries = [pair for one in legends for pair in zip(one.legend_handles, one.get_texts(), strict=False)]
    look = [(getattr(handle, "get_facecolor", None) or getattr(handle, "get_color", None), text) for handle, text in entries]
    return [{"text": text.get_text(), "color": color} for get, text in look if get is not None for color in _colors(get())[:1]]


def _colors(given: Any) -> list[str]:
    """Colours as #rrggbb; empty where there is none."""
    from matplotlib.colors import to_hex, to_rgba_array

    try:
        return [to_hex(color) for color in to_rgba_array(given)] if given is not None else []
    except (ValueError, TypeError):
        return []


def _outline(patch: Any) -> dict[str, Evidence]:
    """The bars of a histogram that is drawn as one outline: the level parts of it, from left to right."""
    corners = np.asarray(patch.get_xy(), float)
    steps = [(a, b) for a, b in pairwise(corners) if a[1] == b[1] and b[0] > a[0]]
    return {
        "label": str(patch.get_label()),
        "height": _floats([a[1] for a, _ in steps]),
        "width": _floats([b[0] - a[0] for a, b in steps]),
        "centre": _floats([(a[0] + b[0]) / 2 for a, b in steps]),
    }


def _label_of(line: Any, axes: Any) -> str:
    """What a legend calls the line that looks like it, and no other (`legend(lines, names)`); else the line's own label."""
    label = _own_label(line, axes)
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend is not None]
    look = _look_of(line)
    called = [
        text.get_text()
        for legend in legends
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False)
        if _look_of(handle) == look
    ]
    alike = [other for other in axes.lines if _look_of(other) == look]
    return called[0] if len(called) == len(alike) == 1 else label


def _own_label(line: Any, axes: Any) -> str:
    """The line's label, or that of the stems or error bars whose line it is."""
    whole = next((container for container in axes.containers if len(container) and container[0] is line), line)
    return str(whole.get_label())


def _look_of(artist: Any) -> tuple[str, ...]:
    """Colour, line style and marker, as text: what artists return for them differs, and may be an array."""
    color = getattr(artist, "get_color", lambda: None)()
    return (*_colors(color), *(str(getattr(artist, f"get_{part}", lambda: None)()) for part in ("linestyle", "marker")))


def _floats(values: Any) -> Array:
    return np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
