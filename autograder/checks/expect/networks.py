"""A multi-layer perceptron with batch normalization and dropout, recognized by its outputs.

The evidence comes from `probes.dissect` through `dissected`: linear layers and batch normalizations by name, the input, the outputs
in both modes, and the input of each linear layer in training mode. The names and the order of definition do not matter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations
from typing import Any

import numpy as np

from autograder.checks.expect.basics import Z_SCORE, array, dropped_independently, matches, record, that
from autograder.checks.expect.reference import BATCH_NORM_MOMENTUM, BatchNorm, log_softmax
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Activation = Callable[[Array], Array]
RTOL, ATOL = 1e-3, 1e-4  # float32 through three layers
PARTS = ["linears", "norms", "evaluation_output", "training_output", "norms_after", "layer_inputs"]


@dataclass(frozen=True)
class Linear:
    name: str
    weight: Array  # (out, in)
    bias: Array  # (out,)

    def __call__(self, x: Array) -> Array:
        """The output in the precision of x: (batch, in) → (batch, out)."""
        return np.asarray(x @ self.weight.T.astype(x.dtype, copy=False) + self.bias)


def relu(x: Array) -> Array:
    return np.maximum(x, 0)


def dissected(found: Any, rows: Array) -> dict[str, Any]:
    """The evidence of a dissection, with the judge's own rows (n, inputs) as input, not those in the evidence."""
    return record(found, PARTS, "The description of the network") | {"input": rows}


def linear_layers(evidence: dict[str, Any], sizes: list[int]) -> list[Linear]:
    """Expect exactly the linear layers sizes[0] → sizes[1] → …, and return them in that order."""
    wanted = [(out, into) for into, out in pairwise(sizes)]
    found = {name: array(layer["weight"], f"{name}.weight") for name, layer in evidence["linears"].items()}
    shapes = sorted(w.shape for w in found.values())
    that(
        shapes == sorted(wanted),
        tr("The linear layers should be {}; the model has {}.", _chain(wanted), _chain([w.shape for w in found.values()])),
    )
    layers = [Linear(name, w, _bias(evidence["linears"][name]["bias"], w.shape[0])) for name, w in found.items()]
    order = [layers.pop(next(i for i, layer in enumerate(layers) if layer.weight.shape == shape)) for shape in wanted]
    that(evidence["linears"][order[-1].name]["bias"] is not None, "The last linear layer has no bias.")
    return order


def weight_shapes(parameters: dict[str, Array], sizes: list[int]) -> None:
    """Expect the matrices among `parameters`, arrays by name, to fit the layers sizes[0] → sizes[1] → …, transposed or not."""
    found = sorted(w.shape for w in parameters.values() if w.ndim == 2)
    wanted = [(out, into) for into, out in pairwise(sizes)]
    same = sorted(map(sorted, found)) == sorted(map(sorted, wanted))
    that(same, tr("The weight matrices of the layers {} should be {}, but are {}.", " → ".join(map(str, sizes)), wanted, found))


def _chain(shapes: Sequence[tuple[int, ...]]) -> str:
    return ", ".join(f"{s[1]} → {s[0]}" for s in shapes) if shapes else tr("none")


def _bias(bias: Any, units: int) -> Array:
    # A batch normalization subtracts the bias with the mean, so leaving the bias out is also right.
    return np.zeros(units) if bias is None else array(bias, "a bias", (units,))


def batch_norm_layers(evidence: dict[str, Any], sizes: list[int]) -> list[BatchNorm]:
    """Expect a separate batch normalization for each of `sizes`, with scale, shift and running averages."""
    found = evidence["norms"]
    that(bool(found), "The model has no batch normalization.")
    that(
        len({layer["identity"] for layer in found.values()}) == len(found) or len(found) != len(sizes),
        "One batch normalization is used twice: the two layers share their scale, shift and running averages.",
    )
    that(len(found) == len(sizes), tr("There should be {} batch normalizations; the model has {}.", len(sizes), len(found)))
    norms = []
    for name, layer in found.items():
        that(
            layer["weight"] is not None and layer["bias"] is not None,
            tr("The batch normalization {} has no scale and shift to learn.", name),
        )
        kept = layer["running_mean"] is not None and layer["running_var"] is not None
        that(kept, tr("The batch normalization {} keeps no running averages.", name))
        weight, bias, mean, var = (array(layer[part], name) for part in ("weight", "bias", "running_mean", "running_var"))
        norms.append(BatchNorm(weight, bias, mean, var))
    units = sorted(len(norm.weight) for norm in norms)
    that(units == sorted(sizes), tr("The batch normalizations should have {} units, but have {}.", sorted(sizes), units))
    return norms


def _candidates(evidence: dict[str, Any], sizes: list[int]) -> Iterator[tuple[list[Linear], list[BatchNorm]]]:
    """Each order of the linear layers and of the batch normalizations with matching sizes; equal sizes leave the order open."""
    hidden = sizes[1:-1]
    for linears in _orders(linear_layers(evidence, sizes)):
        for norms in permutations(batch_norm_layers(evidence, hidden)):
            if [len(norm.weight) for norm in norms] == hidden:
                yield linears, list(norms)


def _orders(linears: list[Linear]) -> Iterator[list[Linear]]:
    """Each order of the layers that keeps the sequence of shapes."""
    shapes = [linear.weight.shape for linear in linears]
    for order in permutations(linears):
        if [linear.weight.shape for linear in order] == shapes:
            yield list(order)


def _evaluate(x: Array, linears: list[Linear], norms: list[BatchNorm], activation: Activation = relu) -> Array:
    for linear, norm in zip(linears, norms, strict=False):
        x = activation(norm.evaluate(linear(x)))
    return linears[-1](x)


def evaluation_output(evidence: dict[str, Any], sizes: list[int]) -> None:
    """Expect the output in evaluation mode to be linear → batch normalization → ReLU, repeated, then linear."""
    x = array(evidence["input"], "the input")
    output = array(evidence["evaluation_output"], "The output", (len(x), sizes[-1]))
    candidates = list(_candidates(evidence, sizes))
    if any(matches(output, _evaluate(x, *layers), RTOL, ATOL) for layers in candidates):
        return
    what = "In evaluation mode the output is not that of linear → batch normalization → ReLU (twice), then linear."
    again = evidence.get("evaluation_again")
    same = again is None or matches(output, again, RTOL, ATOL)
    that(
        same,
        tr(
            "{} Two passes over the same rows differ, so something is still drawn at random: dropout has to stop "
            "in evaluation mode (nn.Dropout does; F.dropout needs training=self.training).",
            what,
        ),
    )
    for name, mistaken in _mistaken(x).items():
        if any(matches(output, mistaken(*layers), RTOL, ATOL) for layers in candidates):
            that(False, tr("{} It matches the output {}.", what, name))
    that(False, what)


def recomputed_scores(evidence: dict[str, Any], sizes: list[int], x: Array) -> Array | None:
    """The network's scores in evaluation mode for `x` (n, inputs), computed from the weights in `evidence`.

    None if its output for the evidence's own input does not match linear → batch normalization → ReLU (twice), then linear.
    """
    seen, output = array(evidence["input"], "the input"), array(evidence["evaluation_output"], "The output")
    try:
        candidates = list(_candidates(evidence, sizes))
    except CheckFailed:
        return None
    fitting = (layers for layers in candidates if matches(output, _evaluate(seen, *layers), RTOL, ATOL))
    return next((_evaluate(x, *layers) for layers in fitting), None)


def _mistaken(x: Array) -> dict[str, Callable[[list[Linear], list[BatchNorm]], Array]]:
    """Outputs of known mistakes, by a phrase for the message."""

    def with_activation(activation: Activation) -> Callable[[list[Linear], list[BatchNorm]], Array]:
        return lambda linears, norms: _evaluate(x, linears, norms, activation)

    def norm_after_relu(linears: list[Linear], norms: list[BatchNorm]) -> Array:
        hidden = x
        for linear, norm in zip(linears, norms, strict=False):
            hidden = norm.evaluate(relu(linear(hidden)))
        return linears[-1](hidden)

    def shared(which: int) -> Callable[[list[Linear], list[BatchNorm]], Array]:
        return lambda linears, norms: _evaluate(x, linears, [norms[which]] * len(norms))

    def batch_statistics(linears: list[Linear], norms: list[BatchNorm]) -> Array:
        hidden = x
        for linear, norm in zip(linears, norms, strict=False):
            hidden = relu(norm.train(linear(hidden))[0])
        return linears[-1](hidden)

    def block_differs(which: int, other: Callable[[Linear, BatchNorm, Array], Array]) -> Any:
        def output(linears: list[Linear], norms: list[BatchNorm]) -> Array:
            hidden = x
            for i, (linear, norm) in enumerate(zip(linears, norms, strict=False)):
                hidden = other(linear, norm, hidden) if i == which else relu(norm.evaluate(linear(hidden)))
            return linears[-1](hidden)

        return output

    def norm_last(linear: Linear, norm: BatchNorm, v: Array) -> Array:
        return norm.evaluate(relu(linear(v)))

    def no_norm(linear: Linear, norm: BatchNorm, v: Array) -> Array:
        return relu(linear(v))

    def no_relu(linear: Linear, norm: BatchNorm, v: Array) -> Array:
        return norm.evaluate(linear(v))

    return {
        "when ReLU comes before the batch normalization": norm_after_relu,
        "when ReLU comes before the batch normalization in the first block": block_differs(0, norm_last),
        "when ReLU comes before the batch normalization in the second block": block_differs(1, norm_last),
        "when the first batch normalization is made, but not used": block_differs(0, no_norm),
        "when the second batch normalization is made, but not used": block_differs(1, no_norm),
        "without the first ReLU": block_differs(0, no_relu),
        "without the second ReLU": block_differs(1, no_relu),
        "with ReLU6, which cuts off at 6, in place of the ReLU": with_activation(lambda v: np.clip(v, 0, 6)),
        "without the ReLU": with_activation(lambda v: v),
        "with a sigmoid in place of the ReLU": with_activation(lambda v: 1 / (1 + np.exp(-v))),
        "with tanh in place of the ReLU": with_activation(np.tanh),
        "with LeakyReLU in place of the ReLU": with_activation(lambda v: np.where(v > 0, v, 0.01 * v)),
        "when one batch normalization is used for both layers": shared(0),
        "when the batch is normalized with its own statistics in evaluation mode too": batch_statistics,
        "with a softmax at the end": lambda *layers: np.exp(log_softmax(_evaluate(x, *layers))),
        "with a log-softmax at the end": lambda *layers: log_softmax(_evaluate(x, *layers)),
        "with a ReLU at the end": lambda *layers: relu(_evaluate(x, *layers)),
    }


@dataclass(frozen=True)
class HiddenLayer:
    """In training mode: the batch normalization's input and output, and the next linear layer's input. All (batch, units)."""

    number: int
    norm: BatchNorm
    before_norm: Array
    expected: Array
    observed: Array

    @cached_property
    def active(self) -> Array:
        # Close to 0 rounding decides whether a unit is active.
        return self.expected > 1e-3

    @cached_property
    def survivors(self) -> Array:
        return self.active & (self.observed != 0)

    @cached_property
    def dropped(self) -> Array:
        return self.active & ~self.survivors

    @cached_property
    def scale(self) -> float:
        """The factor by which dropout scales the kept units."""
        return float(np.median(self.observed[self.survivors] / self.expected[self.survivors])) if self.survivors.any() else 0.0

    @cached_property
    def consistent(self) -> bool:
        """Whether the kept units have the expected activation, up to a common factor, and the others are 0."""
        kept = matches(self.observed[self.survivors], self.scale * self.expected[self.survivors], 5e-3, 1e-3)
        cut = (self.observed[self.expected < -1e-3] == 0).all()
        return bool(self.survivors.any() and kept and cut)


def _hidden_layers(evidence: dict[str, Any], linears: list[Linear], norms: list[BatchNorm]) -> list[HiddenLayer]:
    x, layers = array(evidence["input"], "the input"), []
    for i, norm in enumerate(norms):
        before_norm = linears[i](x)
        normed = norm.train(before_norm)[0]
        seen = evidence["layer_inputs"].get(linears[i + 1].name)
        that(
            seen is not None,
            tr("In training mode the linear layer {} was not used, or not with its weights.", linears[i + 1].name),
        )
        x = array(seen, tr("the input of {}", linears[i + 1].name), normed.shape)
        layers.append(HiddenLayer(i + 1, norm, before_norm, normed, x))
    return layers


def _training(evidence: dict[str, Any], sizes: list[int]) -> list[HiddenLayer]:
    """The hidden layers, in the order of the batch normalizations that explains them best."""
    readings = [_hidden_layers(evidence, *layers) for layers in _candidates(evidence, sizes)]
    return max(readings, key=lambda layers: sum(layer.consistent for layer in layers))


def training_statistics(evidence: dict[str, Any], sizes: list[int]) -> None:
    """Expect normalization by the batch's own statistics, then ReLU, in each hidden layer in training mode."""
    for layer in _training(evidence, sizes):
        that(
            layer.consistent,
            tr(
                "In training mode, the output of hidden layer {} is not linear → batch normalization (with the "
                "batch's own mean and variance) → ReLU → dropout.",
                layer.number,
            ),
        )
        _moves_averages(evidence, layer)


def _moves_averages(evidence: dict[str, Any], layer: HiddenLayer) -> None:
    """Expect the batch normalization to have moved its running mean a tenth of the way to the batch mean."""
    old = layer.norm.running_mean
    name = next(name for name, start in evidence["norms"].items() if np.array_equal(start["running_mean"], old))
    new = array(evidence["norms_after"][name]["running_mean"], name, old.shape)
    share = float(np.median((new - old) / (layer.before_norm.mean(axis=0) - old)))
    that(
        abs(share - BATCH_NORM_MOMENTUM) < 0.01,
        tr(
            "A batch should move the running averages by {:g} of the way, as nn.BatchNorm1d does by default; "
            "after hidden layer {} it moves them by {:.2g}.",
            BATCH_NORM_MOMENTUM,
            layer.number,
            share,
        ),
    )


def dropout(evidence: dict[str, Any], sizes: list[int], rate: float) -> None:
    """Expect inverted dropout after each hidden layer in training mode (Srivastava et al., 2014, section 10).

    Each unit of each image is dropped independently with probability `rate`; the kept ones are scaled by 1 / (1 − rate).
    """
    for layer in _training(evidence, sizes):
        # Independence first: a shared mask rarely has the right rate either.
        dropped_independently(layer.active, layer.dropped, tr("hidden layer {}", layer.number))
        _drops_at_rate(layer, rate)
        _scales_survivors(layer, rate)


def _drops_at_rate(layer: HiddenLayer, rate: float) -> None:
    n, dropped = int(layer.active.sum()), int(layer.dropped.sum())
    share = dropped / max(n, 1)
    confusion = " (the argument of dropout is the fraction that is dropped, not kept)" if abs(share + rate - 1) < 0.05 else ""
    that(
        abs(dropped - n * rate) <= Z_SCORE * np.sqrt(n * rate * (1 - rate)),
        tr(
            "After hidden layer {}, {:.0f} % of the active units should be dropped, but {:.0f} % are{}.",
            layer.number,
            100 * rate,
            100 * share,
            confusion,
        ),
    )


def _scales_survivors(layer: HiddenLayer, rate: float) -> None:
    expected = 1 / (1 - rate)
    that(
        abs(layer.scale / expected - 1) < 5e-3,
        tr(
            "After hidden layer {}, the kept units should be scaled by 1 / (1 − {:g}) = {:.3f}, but are scaled by {:.3f}.",
            layer.number,
            rate,
            expected,
            layer.scale,
        ),
    )


def final_layer(evidence: dict[str, Any], sizes: list[int]) -> None:
    """Expect the output in training mode to be the last linear layer's, with nothing after it."""
    output = array(evidence["training_output"], "The output", (len(evidence["input"]), sizes[-1]))
    for last in {order[-1].name: order[-1] for order in _orders(linear_layers(evidence, sizes))}.values():
        seen = evidence["layer_inputs"].get(last.name)
        that(seen is not None, tr("In training mode the linear layer {} was not used, or not with its weights.", last.name))
        if matches(output, last(array(seen, tr("the input of {}", last.name))), RTOL, ATOL):
            return
    what = "The output should be that of the last linear layer, with nothing after it."
    if (output >= 0).all() and matches(output.sum(axis=1), np.ones(len(output)), 1e-3):
        that(False, tr("{} Yours are probabilities: the softmax belongs to the loss.", what))
    if matches(np.exp(output).sum(axis=1), np.ones(len(output)), 1e-3):
        that(False, tr("{} Yours went through a log-softmax, which belongs to the loss.", what))
    that(
        (output != 0).mean() > 0.99,
        tr("{} {:.0f} % of yours are 0: dropout or ReLU after it?", what, 100 * (output == 0).mean()),
    )
    that(False, what)
