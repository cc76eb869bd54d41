"""Fifteen losses in NumPy and double precision, as Keras defines them; the package's tests compare them with `tf.keras.losses`.

Each takes true and predicted values, both (n, k), and returns the mean over the rows of each row's loss. Class labels have the shape
(n,).
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
EPSILON = 1e-7  # Keras' epsilon, to keep divisions and logarithms finite


def mean_squared_error(y: Array, p: Array) -> float:
    return float(((y - p) ** 2).mean())


def mean_absolute_error(y: Array, p: Array) -> float:
    return float(np.abs(y - p).mean())


def mean_absolute_percentage_error(y: Array, p: Array) -> float:
    return float(100 * (np.abs(y - p) / np.maximum(np.abs(y), EPSILON)).mean())


def mean_squared_logarithmic_error(y: Array, p: Array) -> float:
    return mean_squared_error(np.log1p(np.maximum(y, EPSILON)), np.log1p(np.maximum(p, EPSILON)))


def huber(y: Array, p: Array) -> float:
    """Huber (1964), with the threshold 1."""
    error = np.abs(y - p)
    return float(np.where(error <= 1, error**2 / 2, error - 0.5).mean())


def log_cosh(y: Array, p: Array) -> float:
    """log cosh x = |x| + log(1 + exp(−2|x|)) − log 2, without overflow."""
    error = np.abs(y - p)
    return float((error + np.log1p(np.exp(-2 * error)) - np.log(2)).mean())


def binary_crossentropy(y: Array, p: Array) -> float:
    p = np.clip(p, EPSILON, 1 - EPSILON)
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


def categorical_crossentropy(y: Array, p: Array) -> float:
    """The rows of p are scaled to add up to 1."""
    p = np.clip(p / p.sum(axis=1, keepdims=True), EPSILON, 1 - EPSILON)
    return float(-(y * np.log(p)).sum(axis=1).mean())


def sparse_categorical_crossentropy(y: Array, p: Array) -> float:
    return categorical_crossentropy(np.eye(p.shape[1])[y], p)


def kl_divergence(y: Array, p: Array) -> float:
    y, p = np.clip(y, EPSILON, 1), np.clip(p, EPSILON, 1)
    return float((y * np.log(y / p)).sum(axis=1).mean())


def poisson(y: Array, p: Array) -> float:
    return float((p - y * np.log(p + EPSILON)).mean())


def hinge(y: Array, p: Array) -> float:
    """y is −1 or 1."""
    return float(np.maximum(0, 1 - y * p).mean())


def squared_hinge(y: Array, p: Array) -> float:
    """y is −1 or 1."""
    return float((np.maximum(0, 1 - y * p) ** 2).mean())


def categorical_hinge(y: Array, p: Array) -> float:
    return float(np.maximum(0, 1 + ((1 - y) * p).max(axis=1) - (y * p).sum(axis=1)).mean())


def cosine_similarity(y: Array, p: Array) -> float:
    """Minus the cosine of the angle between rows; 0 for a row of zeros."""
    y, p = (a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)) for a in (y, p))
    return float(-(y * p).sum(axis=1).mean())
