"""What a figure shows: labelled axes and the data in it, not pixels. Figures come as `fixtures.figure_data` describes them."""

from typing import Any

import numpy as np

from autograder.expect.basics import that

Array = np.ndarray[Any, Any]


def figure_shows(figure: dict[str, Any], data: dict[str, list[float]]) -> None:
    """Expect some lines, bars or points on labelled axes to show each of the named `data`, in any order (percent is fine)."""
    axes = [a for a in figure["axes"] if series(a)]
    that(bool(axes), "The figure is empty: nothing is drawn in it.")
    drawn = [values for a in axes for values in series(a)]
    for name, wanted in data.items():
        shown = any(_same_values(values, wanted, scale) for values in drawn for scale in (1, 100))
        that(shown, f"The figure does not show the {name}: no line, bars or points have the {len(wanted)} values that were given.")
    unnamed = [a for a in axes if not a["ylabel"].strip()]
    # Axes that share a direction (twinx) may leave the label to the other one.
    that(not unnamed, f"{len(unnamed)} of {len(axes)} drawn axes have no label at the y axis.")
    that(any(a["xlabel"].strip() for a in axes), "No axes have a label at the x axis.")


def series(axes: dict[str, Any]) -> list[Array]:
    """All sets of values that a person reads off these axes, in either direction: lines, bars and points."""
    found = [np.asarray(line[key], float) for line in axes["lines"] + axes["points"] for key in ("x", "y")]
    found += [np.asarray(group[key], float) for group in axes["bars"] for key in ("height", "width")]
    return [values for values in found if values.size]


def _same_values(values: Array, wanted: list[float], scale: float) -> bool:
    """Whether `wanted` are, in any order, what is drawn."""
    if len(values) != len(wanted):
        return False
    return bool(np.allclose(np.sort(values), np.sort(np.asarray(wanted) * scale), rtol=1e-3, atol=1e-9))
