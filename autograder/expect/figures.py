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
        shown = any(_contains(values, wanted, scale) for a in axes for values in series(a) for scale in (1, 100))
        that(
            shown,
            f"The figure does not show the {name}: no line, bars or points have the {len(wanted)} values that were given.",
        )
    # A label may stand at the figure instead of the axes, and axes that share a direction (twinx, sharex) at one of them only.
    for direction in ("x", "y"):
        key = f"{direction}label"
        labels = [a[key].strip() for a in axes]
        missing = not any(labels) if direction == "x" else not all(labels)
        that(bool(figure[key]) or not missing, f"Axes have no label at the {direction} axis.")


def series(axes: dict[str, Any]) -> list[Array]:
    """The values that a person reads off these axes: along x, along y, and the lengths of bars."""
    marks = axes["lines"] + axes["points"]
    found = [[mark["x"] for mark in marks], [mark["y"] for mark in marks]]
    found += [[group[key] for group in axes["bars"]] for key in ("height", "width")]
    return [np.concatenate([np.ravel(np.asarray(values, float)) for values in group]) for group in found if group]


def _contains(values: Array, wanted: list[float], scale: float) -> bool:
    """Whether each of `wanted` is among what is drawn, in any order."""
    return all(np.isclose(values, value * scale, rtol=1e-3, atol=1e-9).any() for value in wanted)
