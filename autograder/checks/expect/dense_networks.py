"""A Keras network of dense layers, recognized by its outputs. The evidence comes from `probes.dissect_keras`."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, dropped_independently, fraction, matches, number, record, that
from autograder.checks.expect.reference import BatchNorm, log_softmax
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
PARTS = ["kernels", "dense", "norms", "norms_after", "inference", "penalty", "parameters"]
RTOL, ATOL = 2e-3, 2e-4  # float32 through three layers


@dataclass(frozen=True)
class DenseNetwork:
    """Dense layers, with or without batch normalizations between them, and a softmax at the end; weights (in, out)."""

    rows: Array  # drawn by the judge: (n, inputs)
    kernels: list[Array]  # initial weights
    weights: list[Array]
    biases: list[Array]
    without_bias: bool  # whether the hidden layers have no biases; a batch normalization makes them redundant
    inputs: list[Array]  # of each dense layer, in training mode
    norms: list[BatchNorm]
    norms_after: list[BatchNorm]  # after the rows went through in training mode
    inference: Array
    penalty: float
    parameters: int

    def computes(self, what: str, slope: float = 0.0) -> None:
        """Expect dense → normalization → ReLU (with this slope below 0) in both modes, and running averages that move in training."""
        wanted = self._inference(slope, norm_first=True)
        if not matches(self.inference, wanted, RTOL, ATOL):
            late = self.norms and matches(self.inference, self._inference(slope, norm_first=False), RTOL, ATOL)
            that(not late, tr("{}: the normalization comes after the activation.", what))
            other = next(
                (s for s in (0.0, 0.2, 0.3, 0.01, 1.0) if matches(self.inference, self._inference(s, True), RTOL, ATOL)), None
            )
            that(other is None, tr("{}: below 0 the activation should have the slope {:g}, but has {}.", what, slope, other))
        close(self.inference, wanted, tr("{}: the output at inference time", what), RTOL, ATOL)
        for i, (before, after) in enumerate(zip(self.norms, self.norms_after, strict=True)):
            x = self.inputs[i] @ self.weights[i] + self.biases[i]
            mean = before.momentum * before.running_mean + (1 - before.momentum) * x.mean(axis=0)
            close(
                after.running_mean, mean, tr("{}: the running mean of normalization {} after a batch", what, i + 1), RTOL, ATOL
            )

    def drops(self, what: str, rate: float, slope: float = 0.0) -> None:
        """Expect dropout with this probability after each activation in training, with the kept units scaled up."""
        for i, observed in enumerate(self.inputs[1:]):
            x = self.inputs[i] @ self.weights[i] + self.biases[i]
            x = self.norms[i].train(x)[0] if self.norms else x
            expected = np.where(x > 0, x, slope * x)
            active = np.abs(expected) > 1e-3  # close to 0 rounding decides whether a unit is active
            stay = active & (observed != 0)
            where = tr("{}, hidden layer {}", what, i + 1)
            if rate and 0 < stay.sum() < active.sum():
                dropped_independently(active, active & ~stay, where)
            fraction(
                1 - float(stay.sum() / active.sum()),
                rate,
                int(active.sum()),
                tr("{}: the fraction of units that are dropped", where),
            )
            close(
                observed[stay],
                expected[stay] / (1 - rate),
                tr("{}: the values of the kept units in training", where),
                RTOL,
                ATOL,
            )
        that(
            bool((self.inputs[0] == self.rows.astype(np.float32)).all()),
            tr("{}: something changes the input before the first layer.", what),
        )

    def _inference(self, slope: float, norm_first: bool) -> Array:
        x = self.rows
        for i, (weight, bias) in enumerate(zip(self.weights[:-1], self.biases[:-1], strict=True)):
            x = x @ weight + bias
            x = self.norms[i].evaluate(x) if self.norms and norm_first else x
            x = np.where(x > 0, x, slope * x)
            x = self.norms[i].evaluate(x) if self.norms and not norm_first else x
        return np.exp(log_softmax(x @ self.weights[-1] + self.biases[-1]))


def keras_network(found: Any, rows: Array, sizes: list[int]) -> DenseNetwork:
    """Expect dense layers sizes[0] → sizes[1] → …, with one normalization for each hidden layer, or none at all."""
    parts = record(found, PARTS, "The description of the network")
    weights = [array(layer["weight"], "A weight matrix") for layer in parts["dense"]]
    shapes, wanted = [w.shape for w in weights], list(pairwise(sizes))
    that(shapes == wanted, tr("The dense layers should be {}; the network has {}.", _chain(wanted), _chain(shapes)))
    bare = [layer["bias"] is None for layer in parts["dense"]]
    that(not bare[-1] and len(set(bare[:-1])) == 1, "A dense layer has no bias.")
    hidden = sizes[1:-1]
    units = [np.size(norm["moving_mean"]) for norm in parts["norms"]]
    that(units in ([], hidden), tr("The batch normalizations should have {} units, but have {}.", hidden, units))
    return DenseNetwork(
        rows=rows.astype(np.float64),
        kernels=[array(kernel, "A weight matrix") for kernel in parts["kernels"]],
        weights=weights,
        biases=[
            np.zeros(size) if layer["bias"] is None else array(layer["bias"], "A bias", (size,))
            for layer, size in zip(parts["dense"], sizes[1:], strict=True)
        ],
        without_bias=bare[0],
        inputs=[
            array(layer["input"], "The input of a dense layer", (len(rows), size))
            for layer, size in zip(parts["dense"], sizes, strict=False)
        ],
        norms=[_norm(norm) for norm in parts["norms"]],
        norms_after=[_norm(norm) for norm in parts["norms_after"]],
        inference=array(parts["inference"], "The output", (len(rows), sizes[-1])),
        penalty=number(parts["penalty"], "The penalty"),
        parameters=int(number(parts["parameters"], "The number of parameters")),
    )


def _norm(found: dict[str, Any]) -> BatchNorm:
    """Read a batch normalization. Keras' momentum is the weight of the old average."""
    for part in ("gamma", "beta"):
        that(found[part] is not None, tr("A batch normalization has no {} to learn.", part))
    return BatchNorm(
        weight=array(found["gamma"], "gamma").ravel(),  # over several axes, one dimension for each axis
        bias=array(found["beta"], "beta").ravel(),
        running_mean=array(found["moving_mean"], "moving_mean").ravel(),
        running_var=array(found["moving_variance"], "moving_variance").ravel(),
        momentum=number(found["momentum"], "momentum"),
        eps=number(found["epsilon"], "epsilon"),
    )


def _chain(shapes: list[Any]) -> str:
    return ", ".join(f"{into} → {out}" for into, out in shapes) if shapes else tr("nowhere")
