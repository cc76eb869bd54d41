"""How weights were drawn: bounds, variance and distribution, each with the tolerance of its sampling distribution."""

from statistics import NormalDist
from typing import Any

import numpy as np

from autograder.expect.basics import CheckFailed, array, that

Array = np.ndarray[Any, Any]
P_VALUE = 1e-7  # a right initialisation is failed once in ten million tests
Z_SCORE = -NormalDist().inv_cdf(P_VALUE / 2)
MANY = 1000  # values: the sums of fewer may well be equal by chance, in half precision


def glorot_uniform(weight: Array, what: str = "The weight matrix") -> None:
    """Expect weight (fan_out, fan_in) to be drawn from U(−a, a), a = √(6 / (fan_in + fan_out)): Glorot & Bengio (2010), eq. 16."""
    w = array(weight, what)
    that(w.ndim == 2 and w.size > 0, f"{what} should have two dimensions, but has the shape {w.shape}.")
    fan_out, fan_in = w.shape
    bound = np.sqrt(6 / (fan_in + fan_out))
    what = f"{what} ({fan_in} in, {fan_out} out)"
    try:
        _uniform(w.ravel(), bound, what)
        _all_different(w, what)
    except CheckFailed as failed:
        raise CheckFailed(f"{failed}{_looks_like(w, fan_in, fan_out)}") from None


def _uniform(values: Array, bound: float, what: str) -> None:
    largest = np.abs(values).max()
    rule = f"√(6 / (fan_in + fan_out)) = {bound:.4f}"
    that(largest <= bound * (1 + 1e-6), f"{what}: values should stay within {rule}, but reach {largest:.4f}.")
    # Of n uniform values none passes the fraction q of the bound with probability qⁿ.
    reach = bound * P_VALUE ** (1 / values.size)
    that(largest >= reach, f"{what}: values should reach up to {rule}, but stop at {largest:.4f}.")
    _variance(values, bound, what)
    that(
        _kolmogorov(values / bound) > P_VALUE,
        f"{what}: the values are within the bound, but not uniformly spread between −{bound:.4f} and {bound:.4f}.",
    )


def _kolmogorov(values: Array) -> float:
    """The p-value of Kolmogorov's test (1933) that the values are drawn from U(−1, 1): `stats.kstest` in a tenth of its time."""
    from scipy import stats  # here, since submissions never get here: it would be a tenth of what each of them copies

    n = values.size
    expected = (np.sort(values.astype(np.float32)) + 1) * (n / 2)  # how many of n values should lie below each
    above, below = (np.arange(1, n + 1) - expected).max(), (expected - np.arange(n)).max()
    return float(stats.kstwo.sf(max(above, below) / n, n))


def _all_different(w: Array, what: str) -> None:
    for rows, of in ((w, "rows"), (w.T, "columns")):
        # Even in half precision two right rows of eight values are hardly ever equal.
        equal = rows.shape[1] >= 8 and _some_equal(rows[:, :8]) and _some_equal(rows)
        that(not equal, f"{what}: some {of} are equal; each value should be drawn by itself.")


def _some_equal(rows: Array) -> bool:
    return len(np.unique(rows, axis=0)) < len(rows)


def _variance(values: Array, bound: float, what: str) -> None:
    """The variance of U(−a, a) is a²/3; the mean of n squares has the standard error √(4/45)·a²/√n."""
    expected, error = bound**2 / 3, np.sqrt(4 / 45) * bound**2 / np.sqrt(values.size)
    actual = float((values**2).mean())
    that(
        abs(actual - expected) <= Z_SCORE * error,
        f"{what}: the variance should be 2 / (fan_in + fan_out) = {expected:.3g}, but is {actual:.3g}.",
    )


def _looks_like(w: Array, fan_in: int, fan_out: int) -> str:
    """Name the known initialisation that the values look like; empty where none fits."""
    spread, largest = float(np.sqrt((w**2).mean())), float(np.abs(w).max())
    that_uniform = {
        "PyTorch's default for nn.Linear": 1 / np.sqrt(fan_in),
        "He (Kaiming) uniform": np.sqrt(6 / fan_in),
        "Xavier uniform with the gain √2": np.sqrt(12 / (fan_in + fan_out)),
    }
    that_normal = {
        "Xavier normal": np.sqrt(2 / (fan_in + fan_out)),
        "He (Kaiming) normal": np.sqrt(2 / fan_in),
        "normal values with standard deviation 1": 1.0,
    }
    if np.ptp(w) == 0:
        return " All values are the same."
    for name, bound in that_uniform.items():
        if abs(largest / bound - 1) < 0.02 and abs(spread / (bound / np.sqrt(3)) - 1) < 0.1:
            return f" They look like {name}."
    name, sigma = min(that_normal.items(), key=lambda item: abs(np.log(max(spread, 1e-300) / item[1])))
    if abs(spread / sigma - 1) < 0.1 and largest > 2.5 * sigma:
        return f" They look like {name}."
    return ""


def independent_draws(first: Array, second: Array, what: str = "The weights") -> None:
    """Expect two draws of the same matrix, from different seeds, to differ and not to be correlated."""
    a, b = array(first, what), array(second, what)
    that(a.shape == b.shape, f"{what} have the shape {a.shape} for one random seed and {b.shape} for another.")
    a, b = a.ravel(), b.ravel()
    that(not np.array_equal(a, b), f"{what} are the same for two different random seeds: is a seed set inside the function?")
    reordered = a.size > MANY and all(abs((a**k).sum() - (b**k).sum()) <= 1e-12 * (np.abs(a) ** k).sum() for k in (1, 2))
    that(not reordered, f"{what} of two different random seeds are the same values in another order.")
    correlation = abs(np.corrcoef(a, b)[0, 1]) if a.size and np.ptp(a) and np.ptp(b) else 1.0
    that(correlation <= Z_SCORE / np.sqrt(a.size) + 1e-9, f"{what} of two different random seeds depend on each other.")
