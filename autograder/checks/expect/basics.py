"""The smallest expectations: a condition, a number, an array, equality within a tolerance."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from statistics import NormalDist
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from autograder.checks.failure import CheckFailed
from autograder.model.language import tr, tr_all

Item = TypeVar("Item")
Array = np.ndarray[Any, Any]
FEW_NUMBERS = 8
WHAT_COMES = "That is what comes out if {}."
P_VALUE = 1e-7  # what is right fails a statistical test once in ten million times
Z_SCORE = -NormalDist().inv_cdf(P_VALUE / 2)


def that(condition: bool | np.bool_, message: str) -> None:
    """Fail with `message` unless `condition` holds."""
    if not condition:
        raise CheckFailed(message)


def all_of(*expectations: Callable[[], object]) -> None:
    """Try each of the expectations, functions without arguments, and fail with the messages of all that fail."""
    messages = []
    for expectation in expectations:
        try:
            expectation()
        except CheckFailed as failed:
            messages.append(str(failed))
    that(not messages, " ".join(dict.fromkeys(messages)))


def for_each(items: Iterable[Item], expectation: Callable[[Item], object]) -> None:
    """Try the expectation on each of the items, and fail with the messages of all that fail."""
    all_of(*(partial(expectation, item) for item in items))


def equal(actual: Any, expected: Any, what: str) -> None:
    """Fail unless the two plain values are equal."""
    that(actual == expected, tr("{} should be {}, but is {}.", what, expected, actual))


def record(value: Any, keys: list[str], what: str) -> dict[str, Any]:
    """Return `value` if it is a dictionary that has all `keys`."""
    if not isinstance(value, dict):
        raise CheckFailed(tr("{} should be a dictionary, but is {}.", what, _kind(value)))
    missing = [key for key in keys if key not in value]
    that(not missing, tr("{} has no {}.", what, tr_all("{} and no {}", map(repr, missing))))
    return dict(value)


def sequence(value: Any, what: str) -> list[Any]:
    """Return `value` as a list if it is a list, a tuple or an array."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, list):
        raise CheckFailed(tr("{} should be a list, but is {}.", what, _kind(value)))
    return list(value)


def pairs(value: Any, what: str) -> list[tuple[float, float]]:
    """Return `value` as a list of pairs of numbers if it is one."""
    found = [sequence(pair, tr("Each of {}", what)) for pair in sequence(value, what)]
    that(all(len(pair) == 2 for pair in found), tr("{} should hold pairs of numbers, but holds {}.", what, found))
    return [
        (number(first, tr("Each number in {}", what)), number(second, tr("Each number in {}", what))) for first, second in found
    ]


def number(value: Any, what: str) -> float:
    """Return `value` as a float if it is a number: a Python or NumPy one, or an array with a single element."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise CheckFailed(tr("{} should be a number, but is {}.", what, _kind(value)))
    try:
        return float(value)
    except OverflowError:
        raise CheckFailed(tr("{} is too large a number.", what)) from None


def array(value: Any, what: str, shape: tuple[int, ...] | None = None) -> Array:
    """Return `value` as a float64 array if it is an array of finite numbers, and has the `shape`, if given."""
    if not isinstance(value, np.ndarray):
        raise CheckFailed(tr("{} should be a tensor or an array, but is {}.", what, _kind(value)))
    that(shape is None or value.shape == shape, tr("{} should have the shape {}, but has {}.", what, shape, value.shape))
    result = value.astype(np.float64)
    that(bool(np.isfinite(result).all()), tr("{} holds values that are not finite (inf or nan).", what))
    return np.asarray(result)


def short(values: ArrayLike, digits: int = 6) -> str:
    """A number or a small array as Python writes it, to paste: "[0.5, -2]"."""
    array = np.asarray(values)
    if array.ndim:
        return f"[{', '.join(short(value, digits) for value in array)}]"
    return f"{array.item() + 0.0:.{digits}g}"  # no -0


def call(name: str, *arguments: ArrayLike) -> str:
    """A call with these numbers and small arrays, to paste: "huber(np.array([[0., 1]]), np.array([[1., 3]]))"."""
    return f"{name}({', '.join(_pasted(argument) for argument in arguments)})"


def _pasted(argument: ArrayLike) -> str:
    text = short(argument)
    if not np.ndim(argument):
        return text
    if np.asarray(argument).dtype.kind == "f" and not any(mark in text for mark in ".eni"):
        text = re.sub(r"([0-9])(?=[],])", r"\1.", text, count=1)  # an array of whole numbers would stay one
    return f"np.array({text})"


def try_it(code: str, wanted: ArrayLike | None = None, got: ArrayLike | None = None) -> str:
    """The end of a message: an expression to paste, and what it should be and is, where that is known."""
    known = "" if wanted is None or got is None else tr("  # should be {}, is {}", short(wanted), short(got))
    return tr(" Try it:\n    print({}){}", code, known)


def elementwise(
    actual: Array,
    expected: Array,
    function: str,
    z: Array,
    more: Iterable[float] = (),
    rtol: float = 1e-4,
    atol: float = 1e-6,
    mistakes: Mapping[str, ArrayLike] | None = None,
) -> None:
    """Expect what a function made of each number in z, by `close`; a failure shows the smallest number with which to try it."""
    wrong = ~(np.abs(actual - expected) <= atol + rtol * np.abs(expected))
    if actual.shape != expected.shape or not wrong.any():
        return close(actual, expected, tr("What {} returns", function), rtol, atol)
    place = np.unravel_index(np.where(wrong, np.abs(z), np.inf).argmin(), z.shape)
    mistake = first_match(actual, mistakes or {}, rtol, atol)
    called = call(function, z[place], *more)
    raise CheckFailed(
        tr(
            "{} should be {:.6g}, but is {:.6g}; {} of {} values are wrong.",
            called,
            expected[place],
            actual[place],
            int(wrong.sum()),
            wrong.size,
        )
        + named(mistake)
        + try_it(call(function, z[place][None], *more), expected[place], actual[place])
    )


def few(*arguments: ArrayLike) -> bool:
    """Whether there are so few numbers that they can be read and tried."""
    return sum(np.size(argument) for argument in arguments) <= FEW_NUMBERS


def close(
    actual: ArrayLike,
    expected: ArrayLike,
    what: str,
    rtol: float = 1e-4,
    atol: float = 1e-6,
    mistakes: Mapping[str, ArrayLike] | None = None,
) -> None:
    """Fail unless |actual - expected| ≤ atol + rtol·|expected| everywhere. Says where they differ most.

    `mistakes` are values that mistakes give, by what was done: the first that `actual` equals is named.
    """
    try:
        _close(actual, expected, what, rtol, atol)
    except CheckFailed as failed:
        mistake = first_match(actual, mistakes or {}, rtol, atol)
        raise CheckFailed(f"{failed}{named(mistake)}") from None


def named(mistake: str) -> str:
    """A sentence, after a space, that names the mistake; empty if there is none."""
    return f" {tr(WHAT_COMES, mistake)}" if mistake else ""


def first_match(actual: ArrayLike, mistakes: Mapping[str, ArrayLike], rtol: float = 1e-4, atol: float = 1e-6) -> str:
    """Return which of the mistakes, by what was done, gives `actual`; "" if none does."""
    with np.errstate(all="ignore"):
        return next((mistake for mistake, value in mistakes.items() if matches(actual, value, rtol, atol)), "")


def _close(actual: ArrayLike, expected: ArrayLike, what: str, rtol: float, atol: float) -> None:
    want = np.asarray(expected, np.float64)
    try:
        got = np.asarray(actual, np.float64)
    except (ValueError, TypeError, OverflowError):
        raise CheckFailed(tr("{} should be a number or an array of numbers, but is {}.", what, _kind(actual))) from None
    that(got.shape == want.shape, tr("{} should have the shape {}, but has {}.", what, want.shape, got.shape))
    wrong = ~(np.abs(got - want) <= atol + rtol * np.abs(want))
    if not wrong.any():
        return
    if got.ndim == 0:
        raise CheckFailed(tr("{} should be {:.6g}, but is {:.6g}.", what, want, got))
    if few(got):
        raise CheckFailed(tr("{} should be {}, but is {}.", what, short(want), short(got)))
    worst = np.unravel_index(np.nanargmax(np.where(wrong, np.nan_to_num(np.abs(got - want), nan=np.inf), -1)), got.shape)
    place = ", ".join(str(int(i)) for i in worst)
    raise CheckFailed(
        tr(
            "{}: {} of {} values are wrong; at [{}] the value should be {:.6g}, but is {:.6g}.",
            what,
            int(wrong.sum()),
            got.size,
            place,
            want[worst],
            got[worst],
        )
    )


def close_records(actual: Any, expected: dict[str, Array], what: str, rtol: float = 1e-4, atol: float = 1e-6) -> None:
    """Fail unless `actual` is a dictionary with the values of `expected`, by `close`. The message lists every key that is wrong."""
    found = record(actual, list(expected), what)
    all_of(*(partial(close, found[key], value, tr("{}: {}", what, key), rtol, atol) for key, value in expected.items()))


def fraction(actual: float, expected: float, count: int, what: str) -> None:
    """Fail unless the share `actual` of `count` draws fits the probability `expected`. One right share in ten million fails."""
    error = np.sqrt(expected * (1 - expected) / count) if count else 0.0
    that(
        abs(actual - expected) <= Z_SCORE * error + 1e-9,
        tr("{} should be about {:g}, but is {:.3f} of {}.", what, expected, actual, count),
    )


def dropped_independently(active: Array, dropped: Array, where: str) -> None:
    """Fail unless the `dropped` ones among the `active` units, booleans (images, units), look drawn independently.

    Counts by image and by unit are binomial; a mask that is shared in either direction spreads them far too widely.
    """
    from scipy import stats

    rate = dropped.sum() / max(active.sum(), 1)
    that(rate > 0, tr("Nothing is dropped after {}.", where))
    for axis, unequal in (
        (1, "some images lose far more than others"),
        (0, "some units lose far more than others"),
    ):
        n = active.sum(axis=axis)
        enough = n >= 10
        squares = (dropped.sum(axis=axis) - n * rate)[enough] ** 2 / (n * rate * (1 - rate))[enough]
        p = stats.chi2.sf(squares.sum(), max(int(enough.sum()), 1))
        that(
            p > P_VALUE * 1e-3 or not enough.any(),
            tr("After {}, units are not dropped independently: {}.", where, unequal),
        )


def matches(actual: ArrayLike, expected: ArrayLike, rtol: float = 1e-4, atol: float = 1e-6) -> bool:
    """Whether `close` would pass."""
    try:
        _close(actual, expected, "", rtol, atol)
    except CheckFailed:
        return False
    return True


def unchanged(before: dict[str, Array], after: dict[str, Array], what: str) -> None:
    """Fail unless the two dictionaries hold equal arrays."""
    changed = [name for name in before if name not in after or not np.array_equal(before[name], after[name], equal_nan=True)]
    that(not changed, tr("{} changed: {}.", what, ", ".join(changed)))


def _kind(value: Any) -> str:
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, np.ndarray):
        return tr("an array of shape {}", value.shape)
    return f"{type(value).__name__} {str(value)[:60]!r}"
