"""Distributions of weights: bounds, variance and shape, with tolerances from their sampling distributions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.checks.expect.basics import P_VALUE, Z_SCORE, array, that
from autograder.checks.failure import CheckFailed
from autograder.model.language import tr

Array = np.ndarray[Any, Any]
ENOUGH_FOR_SUMS = 1000  # values: the sums of fewer may well be equal by chance, in half precision
ENOUGH_FOR_SHAPE = 50_000  # values: more tell hardly more of the shape of their distribution, and take long
TRUNCATED_AT = 2.0  # standard deviations at which Keras and torch cut off a truncated normal distribution
TRUNCATED_STD = 0.87962566103423978  # the standard deviation that is left of 1 by that cut


@dataclass(frozen=True)
class Rule:
    """A distribution around 0 with a scale that depends on fan_in and fan_out: the bound of a uniform one, σ of a normal one."""

    called: str
    kind: Literal["uniform", "normal"]
    formula: str
    size: Callable[[int, int], float]  # of fan_in and fan_out


RULES = {
    "glorot_uniform": Rule(  # Glorot & Bengio (2010), eq. 16
        "Xavier uniform", "uniform", "√(6 / (fan_in + fan_out))", lambda into, out: float(np.sqrt(6 / (into + out)))
    ),
    "glorot_normal": Rule(
        "Xavier normal", "normal", "√(2 / (fan_in + fan_out))", lambda into, out: float(np.sqrt(2 / (into + out)))
    ),
    "he_uniform": Rule("He (Kaiming) uniform", "uniform", "√(6 / fan_in)", lambda into, out: float(np.sqrt(6 / into))),
    "he_normal": Rule(  # He et al. (2015), eq. 10
        "He (Kaiming) normal", "normal", "√(2 / fan_in)", lambda into, out: float(np.sqrt(2 / into))
    ),
    "lecun_uniform": Rule("LeCun uniform", "uniform", "√(3 / fan_in)", lambda into, out: float(np.sqrt(3 / into))),
    "lecun_normal": Rule(  # LeCun et al. (1998), eq. 16
        "LeCun normal", "normal", "√(1 / fan_in)", lambda into, out: float(np.sqrt(1 / into))
    ),
}


def glorot_uniform(weight: Array, what: str = "The weight matrix") -> None:
    """Expect weight (fan_out, fan_in) to be drawn from U(−a, a), a = √(6 / (fan_in + fan_out)): Glorot & Bengio (2010), eq. 16."""
    w = array(weight, what)
    that(w.ndim == 2 and w.size > 0, tr("{} should have two dimensions, but has the shape {}.", what, w.shape))
    drawn(w, "glorot_uniform", w.shape[1], w.shape[0], what)


def drawn(weight: Array, rule: str, fan_in: int, fan_out: int, what: str = "The weight matrix", cut_off: bool = True) -> None:
    """Expect the values of `weight`, of any shape, to be drawn by one of RULES.

    With `cut_off`, a normal distribution may be truncated at 2 σ (and widened to the same variance), as in Keras.
    """
    w = array(weight, what)
    that(w.size > 0, tr("{} is empty.", what))
    what = tr("{} ({} in, {} out)", what, fan_in, fan_out)
    known = RULES[rule]
    size = known.size(fan_in, fan_out)
    try:
        _check(w, known.kind, size, f"{known.formula} = ", what, cut_off)
    except CheckFailed as failed:
        raise CheckFailed(f"{failed}{_looks_like(w, size, fan_in, fan_out)}") from None


def normal(weight: Array, sigma: float, what: str = "The weight matrix") -> None:
    """Expect the values of `weight` to be drawn from N(0, σ²)."""
    _check(array(weight, what), "normal", sigma, "", what, cut_off=False)


def uniform(weight: Array, bound: float, what: str = "The weight matrix") -> None:
    """Expect the values of `weight` to be drawn from U(−bound, bound)."""
    _check(array(weight, what), "uniform", bound, "", what, cut_off=False)


def _check(w: Array, kind: str, size: float, formula: str, what: str, cut_off: bool) -> None:
    if kind == "uniform":
        _uniform(w.ravel(), size, formula, what)
    else:
        _normal(w.ravel(), size, formula, what, cut_off)
    if w.ndim == 2:
        _all_different(w, what)


def _uniform(values: Array, bound: float, formula: str, what: str) -> None:
    largest = np.abs(values).max()
    rule = f"{formula}{bound:.4f}"
    that(largest <= bound * (1 + 1e-6), tr("{}: values should stay within {}, but reach {:.4f}.", what, rule, largest))
    # n uniform values all stay below the fraction q of the bound with probability qⁿ.
    reach = bound * P_VALUE ** (1 / values.size)
    that(largest >= reach, tr("{}: values should reach up to {}, but stop at {:.4f}.", what, rule, largest))
    # The mean square of n values from U(−a, a) has the standard error √(4/45)·a²/√n.
    _variance(values, bound**2 / 3, np.sqrt(4 / 45) * bound**2, what)
    that(
        _kolmogorov((_some(values) / bound + 1) / 2) > P_VALUE,
        tr("{}: the values are within the bound, but not uniformly spread between −{:.4f} and {:.4f}.", what, bound, bound),
    )


def _normal(values: Array, sigma: float, formula: str, what: str, cut_off: bool) -> None:
    from scipy import special

    that(bool(values.any()), tr("{}: the standard deviation should be {}{:.4g}, but all values are 0.", what, formula, sigma))
    # The mean square of n values from N(0, σ²) has the standard error √2·σ²/√n; truncated values have a smaller one.
    _variance(values, sigma**2, np.sqrt(2) * sigma**2, what)
    largest, some = np.abs(values).max() / sigma, _some(values) / sigma
    edge = special.ndtr(-TRUNCATED_AT)
    cut = (special.ndtr(some * TRUNCATED_STD) - edge) / (1 - 2 * edge)
    # Of n such values all lie within the quantile q of |x| with probability qⁿ: whatever is cut off stops short of it.
    reach = special.ndtri((1 + P_VALUE ** (1 / values.size)) / 2)
    that(
        cut_off or largest >= reach,
        tr(
            "{}: {} normal values should reach beyond {:.3g}, but stop at {:.3g}.",
            what,
            values.size,
            sigma * reach,
            sigma * largest,
        ),
    )
    within = cut_off and largest * TRUNCATED_STD <= TRUNCATED_AT * (1 + 1e-6)
    fits = _kolmogorov(special.ndtr(some)) > P_VALUE or (within and _kolmogorov(cut) > P_VALUE)
    that(fits, tr("{}: the values have the right variance, but are not normally distributed.", what))


def _variance(values: Array, expected: float, error_of_one: float, what: str) -> None:
    actual, error = float((values**2).mean()), error_of_one / np.sqrt(values.size)
    that(
        abs(actual - expected) <= Z_SCORE * error,
        tr("{}: the variance should be {:.3g}, but is {:.3g}.", what, expected, actual),
    )
    # The mean of n values has the standard error σ/√n.
    mean, off = float(values.mean()), np.sqrt(expected / values.size)
    that(abs(mean) <= Z_SCORE * off, tr("{}: the values should lie around 0, but their mean is {:.3g}.", what, mean))


def _some(values: Array) -> Array:
    """Evenly spaced values, about ENOUGH_FOR_SHAPE of them; the odd distance does not stay in some columns of a matrix."""
    return values[:: 1 if values.size <= ENOUGH_FOR_SHAPE else values.size // ENOUGH_FOR_SHAPE | 1]


def _kolmogorov(ranks: Array) -> float:
    """The p-value of Kolmogorov's test (1933) that `ranks` are drawn from U(0, 1): `stats.kstest` in a tenth of its time."""
    from scipy import stats  # imported here: submissions never call this, and each would copy a tenth more memory

    n = ranks.size
    expected = np.sort(ranks.astype(np.float32)) * n  # the share of values below each rank
    above, below = (np.arange(1, n + 1) - expected).max(), (expected - np.arange(n)).max()
    return float(stats.kstwo.sf(max(above, below) / n, n))


def _all_different(w: Array, what: str) -> None:
    for rows, of in ((w, tr("rows")), (w.T, tr("columns"))):
        # Even in half precision, two rows of eight independent values are almost never equal.
        equal = rows.shape[1] >= 8 and _some_equal(rows[:, :8]) and _some_equal(rows)
        that(not equal, tr("{}: some {} are equal; each value should be drawn by itself.", what, of))


def _some_equal(rows: Array) -> bool:
    return len(np.unique(rows, axis=0)) < len(rows)


def _looks_like(w: Array, wanted: float, fan_in: int, fan_out: int) -> str:
    """Name the known initialization that fits the values, other than one of the scale `wanted`; empty if none fits."""
    if np.ptp(w) == 0:
        return tr(" All values are the same.")
    spread, largest = float(np.sqrt((w**2).mean())), float(np.abs(w).max())
    known = [(rule.called, rule.kind, rule.size(fan_in, fan_out)) for rule in RULES.values()]
    known += [
        ("PyTorch's default for nn.Linear", "uniform", 1 / np.sqrt(fan_in)),
        ("Xavier uniform with the gain √2", "uniform", np.sqrt(12 / (fan_in + fan_out))),
        ("normal values with standard deviation 1", "normal", 1.0),
    ]
    known += [
        (tr("{} with fan_in and fan_out swapped", rule.called), rule.kind, rule.size(fan_out, fan_in))
        for rule in RULES.values()
    ]
    fitting: dict[str, float] = {}  # the relative error of the spread
    for name, kind, size in known:
        sigma = size / np.sqrt(3) if kind == "uniform" else size
        reaches = abs(largest / size - 1) < 0.02 if kind == "uniform" else largest > 2.5 * sigma
        if size != wanted and reaches and abs(spread / sigma - 1) < 0.1:
            fitting[name] = abs(float(np.log(spread / sigma)))
    return tr(" They look like {}.", min(fitting, key=lambda name: fitting[name])) if fitting else ""


def new_weights(drawn_anew: bool, what: str) -> None:
    """Expect a function that makes a network to draw new weights for each seed, as reported by `probes.draws_anew`."""
    that(
        drawn_anew,
        tr("{} has the same weights for two different random seeds: is a seed set inside the function that makes it?", what),
    )


def drawn_alike(first: dict[str, Array], second: dict[str, Array], message: str) -> None:
    """Fail with `message` unless the matrices of two networks look drawn from the same distribution.

    `first` and `second` hold arrays by name. The test takes every eighth value of all matrices, and requires a Kolmogorov–Smirnov
    distance below 0.15 between the two samples. Two samples of a thousand values from one distribution exceed it with p < 1e-9.
    """
    from scipy import stats

    samples = [np.concatenate([w.ravel() for w in arrays.values() if w.ndim == 2])[::8] for arrays in (first, second)]
    that(bool(stats.ks_2samp(*samples).statistic < 0.15), message)


def independent_draws(first: Array, second: Array, what: str = "The weights") -> None:
    """Expect two draws of the same matrix, from different seeds, to differ and to be uncorrelated."""
    a, b = array(first, what), array(second, what)
    that(a.shape == b.shape, tr("{} have the shape {} for one random seed and {} for another.", what, a.shape, b.shape))
    a, b = a.ravel(), b.ravel()
    that(
        not np.array_equal(a, b), tr("{} are the same for two different random seeds: is a seed set inside the function?", what)
    )
    reordered = a.size > ENOUGH_FOR_SUMS and all(
        abs((a**k).sum() - (b**k).sum()) <= 1e-12 * (np.abs(a) ** k).sum() for k in (1, 2)
    )
    that(not reordered, tr("{} of two different random seeds are the same values in another order.", what))
    correlation = abs(np.corrcoef(a, b)[0, 1]) if a.size and np.ptp(a) and np.ptp(b) else 1.0
    that(correlation <= Z_SCORE / np.sqrt(a.size) + 1e-9, tr("{} of two different random seeds depend on each other.", what))
