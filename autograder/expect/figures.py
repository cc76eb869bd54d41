"""What a figure shows: labelled axes and the data in it, not pixels. Figures come as `fixtures.figure_data` describes them."""

from typing import Any

import numpy as np

from autograder.expect.basics import that

Array = np.ndarray[Any, Any]


def figure_shows(figure: dict[str, Any], data: dict[str, list[float]]) -> None:
    """Expect some lines, bars or points on labelled axes to show each of the named `data`, in any order (percent is fine)."""
    axes = [a for a in figure["axes"] if series(a)]
    that(bool(axes), "The figure is empty: nothing is drawn in it.")
    for name, wanted in data.items():
        shown = any(_contains(values, wanted) for a in axes for values in series(a))
        that(
            shown,
            f"The figure does not show the {name}: no line, bars or points have the {len(wanted)} values that were given.",
        )
    for a in axes:
        _labels_name_what_is_shown(a, data)
    # A label may stand at the figure instead of the axes; axes that share a direction (twinx, sharey) need one between them. What
    # the x axes of several panels have in common, the sizes, is often written below one of them.
    y_labelled = all(any(figure["axes"][i]["ylabel"].strip() for i in a["shares"]["y"]) for a in axes)
    that(bool(figure["ylabel"]) or y_labelled, "Axes have no label at the y axis.")
    that(bool(figure["xlabel"]) or any(a["xlabel"].strip() for a in axes), "Axes have no label at the x axis.")


def _labels_name_what_is_shown(axes: dict[str, Any], data: dict[str, list[float]]) -> None:
    """Where an axis is called like one of the data only ("accuracy"), and others can be read off the axes, that one has to lie along it."""
    for direction, other in (("x", "y"), ("y", "x")):
        label = axes[f"{direction}label"].lower()
        named = [name for name in data if name.split()[-1].lower() in label]
        if len(named) != 1 or named[0].split()[-1].lower() in axes[f"{other}label"].lower():
            continue
        along, across = _along(axes, direction), _along(axes, other)
        shown = [name for name, wanted in data.items() if _contains(along, wanted) or _contains(across, wanted)]
        that(
            not shown or _contains(along, data[named[0]]),
            f"The {direction} axis is called {named[0]}, but it does not show the {named[0]}: are labels or axes mixed up?",
        )


def series(axes: dict[str, Any]) -> list[Array]:
    """The values that a person reads off these axes: along x and along y, the lengths of bars included."""
    return [values for values in (_along(axes, "x"), _along(axes, "y")) if values.size]


def _along(axes: dict[str, Any], direction: str) -> Array:
    length = {"x": "width", "y": "height"}[direction]
    found = [mark[direction] for mark in axes["lines"] + axes["points"]] + [group[length] for group in axes["bars"]]
    return np.concatenate([np.ravel(np.asarray(values, float)) for values in found]) if found else np.empty(0)


def _contains(values: Array, wanted: list[float]) -> bool:
    """Whether each of `wanted`, or each of them in percent, is among what is drawn, in any order."""
    return any(all(np.isclose(values, value * scale, rtol=1e-3, atol=1e-9).any() for value in wanted) for scale in (1, 100))
