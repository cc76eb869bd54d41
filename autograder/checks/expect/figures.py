"""Figures: their labeled axes and their data, not their pixels. Figures come from `probes.figure_data`."""

import re
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from autograder.checks.expect.basics import that
from autograder.model.language import quoted, tr

Array = np.ndarray[Any, Any]
MAX_DRAWN_FOR_EACH = 20  # drawn values per expected one; more match any value by chance


def figure_shows(figure: dict[str, Any], data: dict[str, list[float]]) -> None:
    """Expect lines, bars or points on labeled axes to show each of the named `data`, in any order, as fractions or in percent."""
    axes = [a for a in figure["axes"] if series(a)]
    that(bool(axes), _emptiness(figure, tr("nothing")))
    panels = [*([a] for a in axes), axes]  # all data in one axes, or a part in each
    for name, wanted in data.items():
        shown = any(
            _contain([mark for a in some for mark in _along(a, direction)], wanted) for some in panels for direction in "xy"
        )
        that(
            shown,
            tr(
                "The figure does not show the {}: no line, bars or points have the {} values that were given.",
                name,
                len(wanted),
            ),
        )
    for a in axes:
        _labels_name_what_is_shown(a, data)
    _named_axes(figure, axes)


def _emptiness(figure: dict[str, Any], what: str) -> str:
    """Why the figure is empty: usually the function did not return it."""
    returned = figure["returned"]
    if figure["axes"] or returned == "figure":
        return tr("The figure is empty: {} is drawn in it.", what)
    if returned == "nothing":
        return "The figure is empty: nothing was drawn, and the function returned nothing. Draw a new one, and end with `return figure`."
    return tr(
        "The figure is empty: nothing was drawn, and the function returned a value of type {}. It has to return the figure.",
        returned,
    )


Curve = tuple[ArrayLike | None, ArrayLike]  # x and y of its points, in order; x is None if any ascending x is fine


def labeled_curves(figure: dict[str, Any], curves: dict[str, Curve], x_name: str, y_name: str) -> None:
    """Expect a line with its name for each of `curves`, on labeled axes.

    The name may be in a legend, in the title of axes with a single line, or in a text beside the line. The labels of x and y are
    free, except that x must not contain `y_name`, and y not `x_name`.
    """
    axes = [a for a in figure["axes"] if a["lines"]]
    that(bool(axes), _emptiness(figure, tr("no line")))
    for name, (x, y) in curves.items():
        wanted = (None if x is None else np.asarray(x, float)), np.asarray(y, float)
        found = [(a, mark) for a in axes for mark in a["lines"] if _is_curve(mark, *wanted)]
        that(bool(found), tr("The figure has no line through the {} points of {}.", wanted[1].size, name))
        called = any(_is_called(mark, name, list(curves), a, figure["legend"]) for a, mark in found)
        that(called, tr("One line has the points of {}, but not its name: label it, and add a legend.", name))
    _named_axes(figure, axes)
    for a in axes:
        mixed_up = _bears(a["ylabel"], x_name, y_name) or _bears(a["xlabel"], y_name, x_name)
        that(
            not mixed_up,
            tr("The x axis is called {!r} and the y axis {!r}: are they mixed up?", quoted(a["xlabel"]), quoted(a["ylabel"])),
        )


def _bears(label: str, wrong: str, right: str) -> bool:
    """Whether a label contains the wrong name as a word, and not the right one."""
    words = re.findall(r"\w+", label.lower())
    return wrong in words and right not in words


def _is_curve(mark: dict[str, Any], x: Array | None, y: Array) -> bool:
    across, along = np.ravel(mark["x"]), np.ravel(mark["y"])
    if along.shape != y.shape or not np.allclose(along, y, rtol=1e-3, atol=1e-6):
        return False
    return bool((np.diff(across) > 0).all()) if x is None else bool(np.allclose(across, x, rtol=1e-3, atol=1e-6))


def _is_called(mark: dict[str, Any], name: str, names: list[str], axes: dict[str, Any], whole_legend: list[str]) -> bool:
    """Whether the name is in the mark's legend entry, in a text beside it, or in any text on axes with no other mark."""
    if mark["label"] in [*axes["legend"], *whole_legend] and _names(mark["label"], names) == name:
        return True
    if len(axes["lines"]) == 1:
        return any(_names(text, names) == name for text in [*axes["texts"], axes["title"]])
    return any(_names(note["text"], names) == name and _beside(note, mark, axes) for note in axes["notes"][:MAX_DRAWN_FOR_EACH])


def _beside(note: dict[str, Any], mark: dict[str, Any], axes: dict[str, Any]) -> bool:
    """Whether the note is nearer to this line than to any other."""
    at = np.ravel(note["at"])
    if at.size != 2:
        return False
    lines = [np.stack([np.ravel(line["x"]), np.ravel(line["y"])], axis=1) for line in axes["lines"]]
    size = np.ptp(np.concatenate(lines), axis=0)
    size[~(size > 0)] = 1.0
    distances = [np.nanmin((((line - at) / size) ** 2).sum(axis=1), initial=np.inf) for line in lines]
    own = next(index for index, line in enumerate(axes["lines"]) if line is mark)
    return bool(distances[own] <= min(distances))


def _names(text: str, names: list[str]) -> str | None:
    """The names in the text: only the longest, since one may be a part of another."""
    found = [name for name in names if _plain(name) in _plain(text)]
    return max(found, key=len, default=None)


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def histograms(figure: dict[str, Any], values: list[ArrayLike]) -> None:
    """Expect axes with a title and a histogram for each of `values`, in this order; heights may be counts, densities or shares."""
    axes = [a for a in figure["axes"] if a["bars"]]
    that(bool(figure["axes"]), _emptiness(figure, tr("nothing")))
    that(len(axes) == len(values), tr("The figure should have {} histograms, but has {}.", len(values), len(axes)))
    for number, (a, wanted) in enumerate(zip(axes, values, strict=True), 1):
        shown = np.concatenate([np.asarray(group["height"], float) for group in a["bars"]])
        centers = np.concatenate([np.asarray(group["center"], float) for group in a["bars"]])
        widths = np.concatenate([np.asarray(group["width"], float) for group in a["bars"]])
        that(
            shown.size >= 5 and shown.sum() > 0, tr("Histogram {} has {} bars, which show no distribution.", number, shown.size)
        )
        edges = np.append(centers - widths / 2, centers[-1] + widths[-1] / 2)
        expected = (
            np.histogram(np.ravel(np.asarray(wanted, float)), edges)[0] if (np.diff(edges) > 0).all() else np.zeros(shown.size)
        )
        share = np.asarray(expected, float) / max(np.size(wanted), 1)
        # Counts, densities and shares have the same shape.
        that(
            bool(share.sum() > 0.9) and np.allclose(shown / shown.sum(), share / share.sum(), atol=0.02),
            tr("Histogram {} does not show the values of layer {}.", number, number),
        )
        that(bool(a["title"].strip() or a["xlabel"].strip()), tr("Histogram {} has no title.", number))
    _counted_in_order([a["title"].strip() or a["xlabel"].strip() for a in axes])


def _counted_in_order(titles: list[str]) -> None:
    """Expect titles with numbers (layer 1, layer 2, …) to be in ascending order."""
    counts = [int(found.group()) if (found := re.search(r"(?<![\d.])\d{1,6}(?!\d|\.\d)", title)) else -1 for title in titles]
    if sorted(counts) in (list(range(len(counts))), list(range(1, len(counts) + 1))):
        for number, (title, count, right) in enumerate(zip(titles, counts, sorted(counts), strict=True), 1):
            that(
                count == right,
                tr("Histogram {} shows the values of layer {}, but is called {!r}.", number, number, quoted(title)),
            )


def _named_axes(figure: dict[str, Any], axes: list[dict[str, Any]]) -> None:
    """Expect a label on both axes.

    The label may belong to the figure instead; axes that share a direction (twinx, sharey) need one between them. A single panel's x
    label is enough for all panels.
    """
    y_labeled = all(any(figure["axes"][i]["ylabel"].strip() for i in a["shares"]["y"]) for a in axes)
    that(bool(figure["ylabel"]) or y_labeled, "A y axis has no label.")
    that(bool(figure["xlabel"]) or any(a["xlabel"].strip() for a in axes), "The x axis has no label.")


def _labels_name_what_is_shown(axes: dict[str, Any], data: dict[str, list[float]]) -> None:
    """Expect an axis whose label names exactly one of the data ("accuracy") to show it, if the axes show any of the data."""
    for direction, other in (("x", "y"), ("y", "x")):
        label = axes[f"{direction}label"].lower()
        named = [name for name in data if name.split()[-1].lower() in label]
        if len(named) != 1 or named[0].split()[-1].lower() in axes[f"{other}label"].lower():
            continue
        along, across = _along(axes, direction), _along(axes, other)
        shown = [name for name, wanted in data.items() if _contain(along, wanted) or _contain(across, wanted)]
        that(
            not shown or _contain(along, data[named[0]]),
            tr(
                "The {} axis is called {}, but it does not show the {}: are labels or axes mixed up?",
                direction,
                named[0],
                named[0],
            ),
        )


def series(axes: dict[str, Any]) -> list[Array]:
    """The values that a reader sees on these axes: along x and along y, including the lengths of bars."""
    return [np.concatenate(marks) for marks in (_along(axes, "x"), _along(axes, "y")) if any(mark.size for mark in marks)]


def _along(axes: dict[str, Any], direction: str) -> list[Array]:
    """The values of each mark: a line, points that were drawn together, or a group of bars."""
    length = {"x": "width", "y": "height"}[direction]
    found = [mark[direction] for mark in axes["lines"] + axes["points"]] + [group[length] for group in axes["bars"]]
    return [np.ravel(np.asarray(values, float)) for values in found]


def _contain(marks: list[Array], wanted: list[float]) -> bool:
    """Whether all of `wanted`, as fractions or in percent, are among the drawn values, in any order."""
    most = MAX_DRAWN_FOR_EACH * len(wanted)
    # Ignore marks with many points, such as a smooth curve.
    values = np.concatenate([np.empty(0), *(mark for mark in marks if mark.size <= most)])
    if values.size > most:
        return False
    return any(all(np.isclose(values, value * scale, rtol=1e-3, atol=1e-9).any() for value in wanted) for scale in (1, 100))
