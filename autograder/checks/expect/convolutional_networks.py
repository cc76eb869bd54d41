"""A Keras network of convolutions and dense layers, recognized by its outputs. The evidence comes from `probes.dissect_cnn`."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.expect.basics import array, close, equal, record, sequence, that
from autograder.checks.expect.initialization import drawn, uniform
from autograder.checks.expect.reference import ACTIVATIONS, BatchNorm, convolution, log_softmax, max_pool
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
Layer = dict[str, Any]
Shapes = Sequence[tuple[int, ...]]  # of the kernels: (k, k, channels, out) of a convolution, (in, out) of a dense layer
RTOL, ATOL = 1e-2, 1e-4  # float32 through thousands of products
NORM_PARTS = ("gamma", "beta", "moving_mean", "moving_variance")
RANDOM_UNIFORM = 0.05  # the bound of Keras' "random_uniform"


def cnn_weights(found: Any, shapes: Shapes, rule: str, what: str) -> None:
    """Expect the initial kernels to have these shapes, and to be drawn by `rule`, a name of a Keras initializer."""
    for kernel, shape in zip(_kernels(found, shapes, what), shapes, strict=True):
        field = int(np.prod(shape[:-2]))  # the positions in a convolution's receptive field
        if rule == "random_uniform":
            uniform(kernel, RANDOM_UNIFORM, tr("{}: the weights {}", what, shape))
        else:
            drawn(kernel, rule, field * shape[-2], field * shape[-1], tr("{}: the weights {}", what, shape))


def cnn_output(found: Any, images: Array, shapes: Shapes, what: str, activation: str, norms: bool) -> None:
    """Expect the output for `images` (n, height, width, channels) at inference time to match these layers.

    The activation, one of `reference.ACTIVATIONS`, follows each layer but the last, which has a softmax. Max-pooling of 2 × 2 follows
    each convolution. With `norms`, a batch normalization precedes each activation.
    """
    layers = [dict(layer) for layer in sequence(record(found, ["layers"], what)["layers"], what)]
    kinds = ["kernel", *(["norm", "kernel"] if norms else ["kernel"]) * (len(shapes) - 1)]
    if [layer["kind"] for layer in layers] != kinds:
        names = [tr("convolution") if len(shape) == 4 else tr("dense") for shape in shapes]
        wanted = "a batch normalization after each layer but the last" if norms else ", ".join(names)
        classes = ", ".join(layer["class"] for layer in layers)
        that(False, tr("{}: the layers that have weights should be {}, but are {}.", what, wanted, classes))
    _kernels(found, shapes, what)
    expected = _softmax_output(layers, images.astype(np.float64), what, activation, norms)
    close(found["inference"], expected, tr("{}: the output with {}", what, activation), RTOL, ATOL)


def _kernels(found: Any, shapes: Shapes, what: str) -> list[Array]:
    layers = [layer for layer in record(found, ["layers"], what)["layers"] if layer["kind"] == "kernel"]
    kernels = [array(layer["weights"].get("kernel"), tr("{}: a weight matrix", what)) for layer in layers]
    equal([kernel.shape for kernel in kernels], list(shapes), tr("{}: the shapes of the weights", what))
    return kernels


def _softmax_output(layers: list[Layer], x: Array, what: str, activation: str, norms: bool) -> Array:
    waiting: Iterator[Layer] = iter(layers)
    for _ in range((len(layers) - 1) // (2 if norms else 1)):
        x = _linear(x, next(waiting), what)
        pooled = x.ndim == 4
        x = _batch_norm(next(waiting), x.shape[-1], what).evaluate(x) if norms else x
        x = ACTIVATIONS[activation](x)
        x = max_pool(x) if pooled else x
    return np.exp(log_softmax(_linear(x, next(waiting), what)))


def _linear(x: Array, layer: Layer, what: str) -> Array:
    """The output of a convolution or a dense layer for x; missing biases count as 0."""
    kernel = array(layer["weights"].get("kernel"), tr("{}: the weights", what))
    bias = layer["weights"].get("bias")
    bias = np.zeros(kernel.shape[-1]) if bias is None else array(bias, tr("{}: the biases", what), kernel.shape[-1:])
    return convolution(x, kernel, bias) if kernel.ndim == 4 else np.asarray(x.reshape(len(x), -1) @ kernel + bias)


def _batch_norm(layer: Layer, channels: int, what: str) -> BatchNorm:
    parts = [layer["weights"].get(part) for part in NORM_PARTS]
    for part, found in zip(NORM_PARTS, parts, strict=True):
        that(found is not None, tr("{}: a batch normalization has no {}.", what, part))
        sizes = list(np.shape(found))
        that(
            sizes == [channels],
            tr(
                "{}: a batch normalization of {} channels or units should have {} numbers in {}, one for each, but "
                "has {}: along which axis does it normalize? The channels are the last.",
                what,
                channels,
                channels,
                part,
                sizes,
            ),
        )
    gamma, beta, mean, variance = (array(found, what) for found in parts)
    return BatchNorm(gamma, beta, mean, variance, eps=layer["epsilon"])
