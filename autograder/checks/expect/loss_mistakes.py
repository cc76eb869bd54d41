"""Mistakes in losses: what each gives for a batch tells which of them was made."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.expect import losses

Array = np.ndarray[Any, Any]
Loss = Callable[[Array, Array], float]  # of what is true and what is predicted
E = losses.EPSILON


def of(name: str, y: Array, p: Array) -> dict[str, float]:
    """What mistakes in the loss `name` give for the batch, by what was done; those that cannot be computed are left out."""
    right, found = getattr(losses, name), {}
    with np.errstate(all="ignore"):
        for mistake, wrong in {**OWN.get(name, {}), **_of_any(right)}.items():
            try:
                found[mistake] = float(wrong(y, p))
            except (ValueError, IndexError):  # labels are no rows, and rows no labels
                continue
    return found


def _of_any(right: Loss) -> dict[str, Loss]:
    """Mistakes that any loss may have: the wrong mean, sign, logarithm or order."""
    return {
        "the numbers of a row are added up, not averaged": lambda y, p: right(y, p) * p.shape[1],
        "the numbers of a row are averaged, not added up": lambda y, p: right(y, p) / p.shape[1],
        "the rows are added up, not averaged": lambda y, p: right(y, p) * len(p),
        "the sign is wrong": lambda y, p: -right(y, p),
        "y and p change places": lambda y, p: right(p, y),
        "it is halved": lambda y, p: right(y, p) / 2,
        "it is doubled": lambda y, p: right(y, p) * 2,
        "the logarithm has the base 2": lambda y, p: right(y, p) / np.log(2),
        "the logarithms have the base 10": lambda y, p: right(y, p) / np.log(10) ** 2,
        "it is subtracted from 1": lambda y, p: 1 + right(y, p),
    }


def _clipped(p: Array) -> Array:
    return np.clip(p, E, 1 - E)


def _rows(p: Array) -> Array:
    return np.asarray(p / p.sum(axis=1, keepdims=True))


def _unit(a: Array) -> Array:
    return np.asarray(a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)))


def _softmax(p: Array) -> Array:
    return _rows(np.exp(p - p.max(axis=1, keepdims=True)))


def _one_hot(y: Array, p: Array) -> Array:
    return np.asarray(np.eye(p.shape[1])[y])


def _huber(near: Callable[[Array], Array], far: Callable[[Array], Array]) -> Loss:
    return lambda y, p: np.where(np.abs(y - p) <= 1, near(np.abs(y - p)), far(np.abs(y - p))).mean()


def _hinge(of_margin: Callable[[Array], Array]) -> Loss:
    return lambda y, p: of_margin(1 - y * p).mean()


OWN: dict[str, dict[str, Loss]] = {
    "mean_absolute_error": {
        "the absolute value is missing, so signs cancel": lambda y, p: (y - p).mean(),
        "the absolute value is missing, so signs cancel (p − y)": lambda y, p: (p - y).mean(),
        "the absolute value is taken of each row's mean": lambda y, p: np.abs((y - p).mean(axis=1)).mean(),
    },
    "mean_absolute_percentage_error": {
        "it is a fraction, not per cent": lambda y, p: losses.mean_absolute_percentage_error(y, p) / 100,
        "the error is divided by what is predicted": lambda y, p: 100 * (np.abs(y - p) / np.maximum(np.abs(p), E)).mean(),
        "the denominator has no absolute value": lambda y, p: 100 * (np.abs(y - p) / np.maximum(y, E)).mean(),
    },
    "mean_squared_logarithmic_error": {
        "1 is not added before the logarithm": lambda y, p: losses.mean_squared_error(
            np.log(np.maximum(y, E)), np.log(np.maximum(p, E))
        ),
        "negative values are turned positive, not cut off": lambda y, p: losses.mean_squared_error(
            np.log1p(np.abs(y)), np.log1p(np.abs(p))
        ),
        "negative values are not cut off": lambda y, p: losses.mean_squared_error(np.log1p(y), np.log1p(p)),
        "only the prediction is cut off": lambda y, p: losses.mean_squared_error(np.log1p(y), np.log1p(np.maximum(p, E))),
    },
    "huber": {
        "½ is missing near 0": _huber(lambda e: e**2, lambda e: e - 0.5),
        "½ is missing far away, so there is a jump at 1": _huber(lambda e: e**2 / 2, lambda e: e),
        "it is the straight line everywhere": _huber(lambda e: e - 0.5, lambda e: e - 0.5),
        "it is the square everywhere": _huber(lambda e: e**2 / 2, lambda e: e**2 / 2),
        "the error keeps its sign, so negative ones are squared however far": lambda y, p: np.where(
            y - p <= 1, (y - p) ** 2 / 2, np.abs(y - p) - 0.5
        ).mean(),
    },
    "log_cosh": {
        "log 2 is not subtracted": lambda y, p: losses.log_cosh(y, p) + np.log(2),
    },
    "binary_crossentropy": {
        "the term (1 − y) log(1 − p) is missing": lambda y, p: -(y * np.log(_clipped(p))).mean(),
        "the term y log p is missing": lambda y, p: -((1 - y) * np.log(1 - _clipped(p))).mean(),
        "y is taken for 0 or 1, and is not a weight": lambda y, p: (
            -np.where(y == 1, np.log(_clipped(p)), np.log(1 - _clipped(p))).mean()
        ),
    },
    "categorical_crossentropy": {
        "rows are not divided by their sums": lambda y, p: -(y * np.log(_clipped(p))).sum(axis=1).mean(),
        "columns are divided by their sums, not rows": lambda y, p: (
            -(y * np.log(_clipped(p / p.sum(axis=0)))).sum(axis=1).mean()
        ),
        "a softmax comes first, though p holds probabilities": lambda y, p: losses.categorical_crossentropy(y, _softmax(p)),
        "only the class with the largest label counts": lambda y, p: losses.categorical_crossentropy(
            np.eye(p.shape[1])[y.argmax(axis=1)], p
        ),
        "it is added up over the rows and averaged over the classes": lambda y, p: (
            losses.categorical_crossentropy(y, p) * len(p) / p.shape[1]
        ),
    },
    "sparse_categorical_crossentropy": {
        "rows are not divided by their sums": lambda y, p: -(_one_hot(y, p) * np.log(_clipped(p))).sum(axis=1).mean(),
        "p[:, y] takes every label in every row": lambda y, p: -np.log(_clipped(_rows(p)))[:, y].mean(),
        "classes are counted from 1": lambda y, p: losses.sparse_categorical_crossentropy(y - 1, p),
    },
    "kl_divergence": {
        "y log y is left out: it is the cross-entropy": lambda y, p: (
            -(np.clip(y, E, 1) * np.log(np.clip(p, E, 1))).sum(axis=1).mean()
        ),
        "nothing is cut off at 1": lambda y, p: (
            (np.maximum(y, E) * np.log(np.maximum(y, E) / np.maximum(p, E))).sum(axis=1).mean()
        ),
        "rows are divided by their sums": lambda y, p: losses.kl_divergence(_rows(y), _rows(p)),
    },
    "poisson": {
        "p is taken for a logarithm: exp(p) − y p": lambda y, p: (np.exp(p) - y * p).mean(),
    },
    "hinge": {
        "the margin of 1 is missing": lambda y, p: np.maximum(0, -y * p).mean(),
        "y is converted to −1 and 1, which it holds already": lambda y, p: losses.hinge(2 * y - 1, p),
        "the maximum is taken of each row's mean": lambda y, p: np.maximum(0, (1 - y * p).mean(axis=1)).mean(),
        "the maximum with 0 is missing": _hinge(lambda m: m),
    },
    "squared_hinge": {
        "it is squared before the maximum with 0 is taken": _hinge(lambda m: m**2),
        "the mean is squared, not each number": lambda y, p: (np.maximum(0, 1 - y * p).mean(axis=1) ** 2).mean(),
        "the mean of all is squared, not each number": lambda y, p: np.maximum(0, 1 - y * p).mean() ** 2,
        "nothing is squared": _hinge(lambda m: np.maximum(0, m)),
    },
    "categorical_hinge": {
        "the margin of 1 is missing": lambda y, p: np.maximum(0, ((1 - y) * p).max(axis=1) - (y * p).sum(axis=1)).mean(),
        "the highest of all scores is taken, the right one among them": lambda y, p: np.maximum(
            0, 1 + p.max(axis=1) - (y * p).sum(axis=1)
        ).mean(),
        "the score of the right class is the highest of y p, which is 0 if it is negative": lambda y, p: np.maximum(
            0, 1 + ((1 - y) * p).max(axis=1) - (y * p).max(axis=1)
        ).mean(),
        "the highest of (1 − y) p leaves out its zeros": lambda y, p: np.maximum(
            0, 1 + np.where(y == 1, -np.inf, p).max(axis=1) - (y * p).sum(axis=1)
        ).mean(),
        "the scores of all wrong classes are added up": lambda y, p: np.maximum(
            0, 1 + ((1 - y) * p).sum(axis=1) - (y * p).sum(axis=1)
        ).mean(),
        "each wrong class counts by itself": lambda y, p: (
            (np.maximum(0, 1 + p - (y * p).sum(axis=1, keepdims=True)) * (1 - y)).sum(axis=1).mean()
        ),
    },
    "cosine_similarity": {
        "only p is divided by its length": lambda y, p: -(y * _unit(p)).sum(axis=1).mean(),
        "only y is divided by its length": lambda y, p: -(_unit(y) * p).sum(axis=1).mean(),
        "it is one cosine of the whole arrays, not one for each row": lambda y, p: (
            -(y * p).sum() / np.sqrt((y**2).sum() * (p**2).sum())
        ),
    },
}
