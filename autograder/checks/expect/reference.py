"""Reference mathematics, in NumPy and double precision; the package's tests compare it with torch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
BATCH_NORM_EPS = 1e-5
BATCH_NORM_MOMENTUM = 0.1


def log_softmax(scores: Array) -> Array:
    """log(exp(s_i) / Σ exp(s_j)) along the last axis, without overflow. Same shape."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def cross_entropy(scores: Array, labels: Array) -> float:
    """Mean of −log_softmax at the label. scores (n, classes), labels (n,) integers."""
    return float(-log_softmax(scores)[np.arange(len(labels)), labels].mean())


def cross_entropy_gradient(scores: Array, labels: Array) -> Array:
    """d cross_entropy / d scores = (softmax − one-hot) / n, shape (n, classes)."""
    gradient = np.exp(log_softmax(scores))
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


def softmax_step(weight: Array, bias: Array, x: Array, labels: Array, learning_rate: float) -> tuple[Array, Array, float]:
    """One step of gradient descent on the cross-entropy of x·weightᵀ + bias: the new weight (classes, inputs) and bias, and the loss before.

    x (n, inputs), labels (n,) integers.
    """
    scores = x @ weight.T + bias
    gradient = cross_entropy_gradient(scores, labels)
    moved = weight - learning_rate * gradient.T @ x, bias - learning_rate * gradient.sum(axis=0)
    return *moved, cross_entropy(scores, labels)


def softmax_descent(
    weight: Array, bias: Array, batches: Sequence[tuple[Array, Array]], learning_rate: float
) -> list[tuple[Array, Array, float]]:
    """The result of `softmax_step` after each of the batches (x (n, inputs), labels (n,))."""
    steps = []
    for x, labels in batches:
        steps.append(softmax_step(weight, bias, x, labels, learning_rate))
        weight, bias, _ = steps[-1]
    return steps


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(−z)), without overflow. Same shape."""
    small = np.exp(-abs(z))
    return np.where(z >= 0, 1.0, small) / (1 + small)


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "softsign": lambda z: z / (1 + np.abs(z)),
}


def binary_cross_entropy(scores: Array, answers: Array) -> float:
    """Mean of −log σ(s) for answers of 1 and of −log(1 − σ(s)) for answers of 0. Same shapes."""
    return float((np.logaddexp(0, scores) - answers * scores).mean())


def perceptron_step(weight: Array, bias: float, x: Array, answers: Array, learning_rate: float) -> tuple[Array, float, float]:
    """One step of gradient descent on the binary cross-entropy of σ(x·weight + bias): new weight and bias, and the loss before.

    x (n, inputs), weight (inputs,), answers (n,) of 0 and 1.
    """
    scores = x @ weight + bias
    gradient = (sigmoid(scores) - answers) / len(answers)
    loss = binary_cross_entropy(scores, answers)
    return weight - learning_rate * x.T @ gradient, float(bias - learning_rate * gradient.sum()), loss


def sigmoid_descents(
    layers: Sequence[tuple[Array, Array]],
    x: Array,
    answers: Array,
    steps: int,
    learning_rate: float = 1.0,
    decimals: int | None = None,
) -> Array:
    """Train many networks of sigmoid layers and one output unit at once, by gradient descent on the binary cross-entropy.

    Each layer is its weights (networks, out, in) and biases (networks, out); x (n, inputs), answers (n,) of 0 and 1.
    With `decimals`, all parameters are rounded to so many after each step.
    Returns the scores of the output unit before each step and after the last: (steps + 1, networks, n).
    """
    weights, biases = [w.transpose(0, 2, 1) for w, _ in layers], [b[:, None] for _, b in layers]
    scores = np.empty((steps + 1, len(weights[0]), len(x)))
    for step in range(steps + 1):
        outputs = [np.broadcast_to(x, (len(weights[0]), *x.shape))]
        for w, b in zip(weights, biases, strict=True):
            z = outputs[-1] @ w + b
            outputs.append(0.5 + 0.5 * np.tanh(z / 2))  # the sigmoid, without overflow
        scores[step] = z[..., 0]
        delta = (outputs.pop() - answers[:, None]) / len(x)
        for number in reversed(range(len(weights))):
            into, before = outputs[number], weights[number]
            weights[number] = before - learning_rate * into.transpose(0, 2, 1) @ delta
            biases[number] = biases[number] - learning_rate * delta.sum(axis=1, keepdims=True)
            if decimals is not None:
                weights[number], biases[number] = weights[number].round(decimals), biases[number].round(decimals)
            if number:
                delta = delta @ before.transpose(0, 2, 1) * into * (1 - into)
    return scores


def sigmoid_network(parameters: dict[str, Array], x: Array) -> tuple[Array, Array]:
    """Hidden units (m,) and output (k,) of σ(W₂·σ(W₁·x + b₁) + b₂) for one x (n,); parameters W1 (m, n), b1, W2 (k, m), b2."""
    hidden = sigmoid(parameters["W1"] @ x + parameters["b1"])
    return hidden, sigmoid(parameters["W2"] @ hidden + parameters["b2"])


def sigmoid_network_gradients(parameters: dict[str, Array], x: Array, target: float) -> dict[str, Array]:
    """The derivatives of ½(o − target)² with respect to each parameter: Rumelhart, Hinton & Williams (1986), eq. 4 to 7."""
    hidden, output = sigmoid_network(parameters, x)
    delta_2 = (output - target) * output * (1 - output)
    delta_1 = (parameters["W2"].T @ delta_2) * hidden * (1 - hidden)
    return {"W1": np.outer(delta_1, x), "b1": delta_1, "W2": np.outer(delta_2, hidden), "b2": delta_2}


def layer_outputs(weights: Sequence[Array], x: Array, activation: str, biases: Sequence[Array] | None = None) -> list[Array]:
    """x (n, inputs) and the output of each layer: after one of ACTIVATIONS for hidden layers, linear for the last.

    Weights (out, in), biases (out,) or None.
    """
    outputs = [x]
    for number, weight in enumerate(weights):
        scores = outputs[-1] @ weight.T + (biases[number] if biases is not None else 0.0)
        outputs.append(scores if number == len(weights) - 1 else ACTIVATIONS[activation](scores))
    return outputs


def squared_error_gradients(
    weights: Sequence[Array], x: Array, targets: Array, biases: Sequence[Array] | None = None
) -> list[tuple[Array, Array]]:
    """The gradients (weight, bias) of the mean squared error for each layer of a network of sigmoid layers and a linear one.

    Backpropagation: Rumelhart, Hinton & Williams (1986). x (n, inputs), targets (n, outputs).
    """
    *inputs, output = layer_outputs(weights, x, "sigmoid", biases)
    delta, gradients = 2 * (output - targets) / output.size, []
    for weight, into in zip(weights[::-1], inputs[::-1], strict=True):
        gradients.append((delta.T @ into, delta.sum(axis=0)))
        delta = delta @ weight * into * (1 - into)  # the gradient of the first layer's input is not needed
    return gradients[::-1]


def convolution(x: Array, kernel: Array, bias: Array) -> Array:
    """x (n, height, width, channels), zero-padded, convolved with a kernel (k, k, channels, out), k odd: (n, height, width, out)."""
    size = kernel.shape[0]
    padded = np.pad(x, ((0, 0), (size // 2,) * 2, (size // 2,) * 2, (0, 0)))
    patches = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))  # (n, height, width, channels, k, k)
    return np.asarray(np.tensordot(patches, kernel, axes=([4, 5, 3], [0, 1, 2])) + bias)


def max_pool(x: Array) -> Array:
    """Max-pooling of 2 × 2: (n, height, width, channels), height and width even → (n, height / 2, width / 2, channels)."""
    n, height, width, channels = x.shape
    return np.asarray(x.reshape(n, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4)))


def accuracy(scores: Array, labels: Array) -> float:
    """The fraction of rows with the largest score at the label."""
    return float((scores.argmax(axis=1) == labels).mean())


@dataclass
class AdamState:
    """Kingma & Ba (2015), Algorithm 1, for one array."""

    exp_avg: Array
    exp_avg_sq: Array
    step: int = 0


def adam_step(
    parameter: Array,
    gradient: Array,
    state: AdamState,
    learning_rate: float,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
) -> tuple[Array, AdamState]:
    """One step of Adam: θ ← θ − η·m̂ / (√v̂ + ε) with bias-corrected moments m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)."""
    m = betas[0] * state.exp_avg + (1 - betas[0]) * gradient
    v = betas[1] * state.exp_avg_sq + (1 - betas[1]) * gradient**2
    t = state.step + 1
    m_hat, v_hat = m / (1 - betas[0] ** t), v / (1 - betas[1] ** t)
    return parameter - learning_rate * m_hat / (np.sqrt(v_hat) + eps), AdamState(m, v, t)


def adam(parameter: Array, gradients: list[Array], learning_rate: float) -> tuple[list[Array], AdamState]:
    """The parameter after each step, and the final state."""
    state = AdamState(np.zeros_like(parameter), np.zeros_like(parameter))
    path = []
    for gradient in gradients:
        parameter, state = adam_step(parameter, gradient, state, learning_rate)
        path.append(parameter)
    return path, state


@dataclass(frozen=True)
class BatchNorm:
    """Ioffe & Szegedy (2015), Algorithm 1 and 2. All arrays of shape (units,); `running_var` is the unbiased one, as torch keeps it."""

    weight: Array
    bias: Array
    running_mean: Array
    running_var: Array
    momentum: float = BATCH_NORM_MOMENTUM
    eps: float = BATCH_NORM_EPS

    def train(self, x: Array) -> tuple[Array, Array, Array]:
        """Return the output for a batch x (n, units), the normalized x and 1/√(variance + ε)."""
        inverse = 1 / np.sqrt(x.var(axis=0) + self.eps)
        normal = (x - x.mean(axis=0)) * inverse
        return self.weight * normal + self.bias, normal, inverse

    def evaluate(self, x: Array) -> Array:
        return np.asarray(self.weight * (x - self.running_mean) / np.sqrt(self.running_var + self.eps) + self.bias)

    def gradients(self, x: Array, d_output: Array) -> tuple[Array, Array, Array]:
        """The gradients of x (n, units), weight and bias in training mode, given the output's: Ioffe & Szegedy (2015), section 3."""
        _, normal, inverse = self.train(x)
        d_normal = d_output * self.weight
        # Mean and variance also depend on x.
        d_x = inverse * (d_normal - d_normal.mean(axis=0) - normal * (d_normal * normal).mean(axis=0))
        return d_x, (d_output * normal).sum(axis=0), d_output.sum(axis=0)

    def after(self, x: Array) -> "BatchNorm":
        """A copy with the running averages moved towards the statistics of the batch x."""
        keep = 1 - self.momentum
        return replace(
            self,
            running_mean=keep * self.running_mean + self.momentum * x.mean(axis=0),
            running_var=keep * self.running_var + self.momentum * x.var(axis=0, ddof=1),
        )


@dataclass(frozen=True)
class SmallNetwork:
    """Linear → batch normalization → ReLU → linear, weights of shape (out, in): the network that `probes.classifier` builds in torch."""

    first_weight: Array
    first_bias: Array
    norm: BatchNorm
    last_weight: Array
    last_bias: Array

    @classmethod
    def draw(cls, rng: np.random.Generator, inputs: int, units: int, classes: int) -> "SmallNetwork":
        """A network with random weights and random, unequal running averages."""
        norm = BatchNorm(
            rng.uniform(0.5, 1.5, units), rng.normal(0, 0.3, units), rng.normal(0, 0.3, units), rng.uniform(0.2, 0.8, units)
        )
        first = rng.normal(0, 3 / np.sqrt(inputs), (units, inputs)), rng.normal(0, 0.3, units)
        return cls(*first, norm, rng.normal(0, 2 / np.sqrt(units), (classes, units)), rng.normal(0, 0.3, classes))

    def state(self) -> dict[str, Array]:
        """The arrays by their names in `probes.classifier`'s state dict, float32."""
        arrays = {
            "first.weight": self.first_weight,
            "first.bias": self.first_bias,
            "norm.weight": self.norm.weight,
            "norm.bias": self.norm.bias,
            "norm.running_mean": self.norm.running_mean,
            "norm.running_var": self.norm.running_var,
            "last.weight": self.last_weight,
            "last.bias": self.last_bias,
        }
        return {name: array.astype(np.float32) for name, array in arrays.items()}

    def evaluate(self, x: Array) -> Array:
        """Scores in evaluation mode: x (n, inputs) → (n, classes)."""
        hidden = np.maximum(self.norm.evaluate(x @ self.first_weight.T + self.first_bias), 0)
        return np.asarray(hidden @ self.last_weight.T + self.last_bias)

    def train(self, x: Array) -> Array:
        """Scores in training mode: x (n, inputs) → (n, classes)."""
        hidden = np.maximum(self.norm.train(x @ self.first_weight.T + self.first_bias)[0], 0)
        return np.asarray(hidden @ self.last_weight.T + self.last_bias)


@dataclass
class Epoch:
    """The result of an epoch of gradient descent: the network, and the cost of each batch."""

    network: SmallNetwork
    costs: list[float] = field(default_factory=list)

    def state(self) -> dict[str, Array]:
        return self.network.state()


def sgd_epoch(
    network: SmallNetwork,
    batches: list[tuple[Array, Array]],
    learning_rate: float,
    cost_scale: float = 1.0,
    accumulate: bool = False,
) -> Epoch:
    """Train on `batches` of (x (n, inputs), labels (n,)) in order, with the cost `cost_scale` · cross-entropy.

    `accumulate` makes the mistake of never clearing the gradients.
    """
    epoch = Epoch(network)
    gradients = [np.zeros_like(a) for a in _parameters(network)]
    for x, labels in batches:
        cost, new = _gradients(epoch.network, x, labels, cost_scale)
        gradients = [g + n for g, n in zip(gradients, new, strict=True)] if accumulate else new
        moved = [p - learning_rate * g for p, g in zip(_parameters(epoch.network), gradients, strict=True)]
        norm = epoch.network.norm.after(x @ epoch.network.first_weight.T + epoch.network.first_bias)
        epoch.network = SmallNetwork(moved[0], moved[1], replace(norm, weight=moved[2], bias=moved[3]), moved[4], moved[5])
        epoch.costs.append(cost)
    return epoch


def _parameters(network: SmallNetwork) -> list[Array]:
    norm = network.norm
    return [network.first_weight, network.first_bias, norm.weight, norm.bias, network.last_weight, network.last_bias]


def _gradients(network: SmallNetwork, x: Array, labels: Array, cost_scale: float) -> tuple[float, list[Array]]:
    """The cost of a batch and its gradients with respect to the parameters, in the order of `_parameters`."""
    before = x @ network.first_weight.T + network.first_bias
    normed = network.norm.train(before)[0]
    hidden = np.maximum(normed, 0)
    scores = hidden @ network.last_weight.T + network.last_bias
    d_scores = cost_scale * cross_entropy_gradient(scores, labels)
    d_normed = (d_scores @ network.last_weight) * (normed > 0)
    d_before, d_weight, d_bias = network.norm.gradients(before, d_normed)
    gradients = [
        d_before.T @ x,
        d_before.sum(axis=0),
        d_weight,
        d_bias,
        d_scores.T @ hidden,
        d_scores.sum(axis=0),
    ]
    return cost_scale * cross_entropy(scores, labels), gradients
