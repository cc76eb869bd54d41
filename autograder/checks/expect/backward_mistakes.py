"""Mistakes in backpropagation by hand through two layers of sigmoids: the derivative that each gives tells which was made."""

from typing import Any

import numpy as np

from autograder.checks.expect.reference import sigmoid, sigmoid_network, sigmoid_network_gradients

Array = np.ndarray[Any, Any]


def of(name: str, parameters: dict[str, Array], x: Array, target: float) -> dict[str, Array]:
    """The derivatives of ½(o − target)² by the parameter `name` (W1, b1, W2 or b2), by the mistake that gives them."""
    right = sigmoid_network_gradients(parameters, x, target)[name]
    hidden, output = sigmoid_network(parameters, x)
    error, slope = output - target, hidden * (1 - hidden)
    delta_2 = error * output * (1 - output)
    deltas = _of_output(error, output) if name.endswith("2") else _of_hidden(parameters["W2"], error, delta_2, slope, hidden)
    into = x if name == "W1" else hidden
    found = {what: np.outer(delta, into) if name.startswith("W") else delta for what, delta in deltas.items()}
    found |= {
        "the sign is wrong: target − o stands for o − target": -right,
        "a factor of 2 is too many, since the loss has a ½": 2 * right,
        "it is left at 0": np.zeros_like(right),
    }
    if name == "W2":
        found["the input x stands for the hidden units h"] = np.outer(delta_2, x)
    if name == "W1":
        delta_1 = (parameters["W2"].T @ delta_2) * slope
        found["the hidden units h stand for the input x"] = np.outer(delta_1, hidden)
        found["the outer product is the wrong way round"] = right.T
    return found


def _of_output(error: Array, output: Array) -> dict[str, Array]:
    return {
        "the derivative of the output's sigmoid, o(1 − o), is missing": error,
        "the derivative of the output's sigmoid is o, without 1 − o": error * output,
    }


def _of_hidden(weight: Array, error: Array, delta_2: Array, slope: Array, hidden: Array) -> dict[str, Array]:
    at_the_value = sigmoid(hidden) * (1 - sigmoid(hidden))
    return {
        "the derivative of the hidden units' sigmoid, h(1 − h), is missing": weight.T @ delta_2,
        "the error goes back without the derivative of the output's sigmoid": (weight.T @ error) * slope,
        "the derivative of tanh stands for that of the sigmoid": (weight.T @ delta_2) * (1 - hidden**2),
        "the derivative of the hidden sigmoid is taken at h, not at the score": (weight.T @ delta_2) * at_the_value,
        "the weights W2 are added up, and each hidden unit gets the sum": weight.sum() * delta_2 * slope,
    }
