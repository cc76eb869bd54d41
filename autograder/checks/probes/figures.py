"""Figures as plain data."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks import drawing
from autograder.model.evidence import Evidence

Array = np.ndarray[Any, Any]


def figure_data(returned: Any) -> dict[str, Evidence]:
    """Describe the figures that a plot function drew. `returned` is its return value: a matplotlib figure, axes, or a collection of these.

    Without a returned figure, or with an empty one (`plt.gcf()` after `plt.show()` makes one), describe all figures that were drawn
    during the probe, shown or not.
    """
    mine = _figures_of(returned)
    figures = [figure for figure in (mine if any(one.axes for one in mine) else drawing.figures()) if _is_drawn_in(figure)]
    axes = [a for figure in figures for a in figure.axes if a.get_visible()]
    legends = [text.get_text() for figure in figures for legend in figure.legends for text in legend.get_texts()]
    return {
        "axes": [_axes_data(a) | {"shares": _shares(a, axes)} for a in axes],
        "xlabel": _common_label(figure.get_supxlabel() for figure in figures),
        "ylabel": _common_label(figure.get_supylabel() for figure in figures),
        "legend": legends,
        "returned": "figure" if mine else "nothing" if returned is None else type(returned).__name__,
    }


def _figures_of(returned: Any) -> list[Any]:
    """The figures of a returned value: a figure, axes, an artist, or a collection of these."""
    from matplotlib.figure import Figure

    if isinstance(returned, (list, tuple, dict, np.ndarray)):
        items = returned.values() if isinstance(returned, dict) else np.ravel(np.asarray(returned, dtype=object))
        return list(dict.fromkeys(figure for item in items for figure in _figures_of(item)))
    figure = returned
    while figure is not None and not isinstance(figure, Figure):  # an artist may belong to a subfigure
        figure = getattr(figure, "figure", None)
        figure = None if callable(figure) else figure
    return [] if figure is None else [figure]


def _is_drawn_in(figure: Any) -> bool:
    return any(a.has_data() or a.texts for a in figure.axes)


def _common_label(labels: Iterable[str]) -> str:
    """The first of the labels, if every figure has one."""
    found = list(labels)
    return found[0] if found and all(found) else ""


def _shares(axes: Any, others: list[Any]) -> dict[str, list[int]]:
    """For each direction, the indices of the axes that share it with these: twins, and panels made with sharex or sharey."""
    grouped = {"x": axes.get_shared_x_axes(), "y": axes.get_shared_y_axes()}
    return {
        direction: [i for i, other in enumerate(others) if other is axes or group.joined(axes, other)]
        for direction, group in grouped.items()
    }


def _axes_data(axes: Any) -> dict[str, Evidence]:
    from matplotlib.collections import PathCollection
    from matplotlib.patches import Polygon

    points = [c for c in axes.collections if isinstance(c, PathCollection)]
    legend = axes.get_legend()
    return {
        "title": axes.get_title(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "texts": [text.get_text() for text in axes.texts],
        "notes": [_note(text, axes) for text in axes.texts],
        "ticks": {"x": _named_ticks(axes.xaxis), "y": _named_ticks(axes.yaxis)},
        "colors": _legend_colors(axes),
        "lines": [
            {
                "label": _label_of(line, axes),
                "x": _floats(line.get_xdata(orig=False)),
                "y": _floats(line.get_ydata(orig=False)),
                "colors": _colors(line.get_color()),
            }
            for line in axes.lines
            if line.get_visible()
        ],
        "points": [
            {
                "label": str(c.get_label()),
                "x": _floats(np.asarray(c.get_offsets())[:, 0]),
                "y": _floats(np.asarray(c.get_offsets())[:, 1]),
                "colors": _colors(c.get_facecolor()),
            }
            for c in points
        ],
        "bars": [
            {
                "label": str(group.get_label()),
                "height": _floats([bar.get_height() for bar in group]),
                "width": _floats([bar.get_width() for bar in group]),
                "center": _floats([bar.get_x() + bar.get_width() / 2 for bar in group]),
                "middle": _floats([bar.get_y() + bar.get_height() / 2 for bar in group]),
                "labels": [str(bar.get_label()) for bar in group],
                "colors": [color for bar in group for color in _colors(bar.get_facecolor())],
            }
            for group in axes.containers
            if hasattr(group, "patches")
        ]
        + [_outline(patch) for patch in axes.patches if isinstance(patch, Polygon)],
    }


def _note(text: Any, axes: Any) -> dict[str, Evidence]:
    """A text and its position; no position if it is not in data coordinates."""
    annotated = getattr(text, "xycoords", None) == "data"
    at = text.xy if annotated else text.get_position() if text.get_transform() == axes.transData else ()
    try:
        numbers = [axis.convert_units(value) for axis, value in zip((axes.xaxis, axes.yaxis), at, strict=False)]
        return {"text": str(text.get_text()), "at": _floats(numbers)}
    except (ValueError, TypeError):  # a category's name on a numeric axis
        return {"text": str(text.get_text()), "at": _floats([])}


def _named_ticks(axis: Any) -> list[dict[str, Evidence]]:
    """The ticks with a label other than their number: their positions and labels."""
    from matplotlib import ticker
    from matplotlib.category import StrCategoryFormatter

    if not isinstance(axis.get_major_formatter(), (ticker.FixedFormatter, ticker.FuncFormatter, StrCategoryFormatter)):
        return []
    places = [float(place) for place in axis.get_ticklocs()]
    called = [str(text) for text in axis.get_major_formatter().format_ticks(places)]
    return [
        {"at": place, "text": text}
        for place, text in zip(places, called, strict=False)
        if text.strip() and not _is_number(text, place)
    ]


def _is_number(text: str, value: float) -> bool:
    try:
        return bool(np.isclose(float(text.replace("\N{MINUS SIGN}", "-")), value, rtol=1e-3, atol=1e-9))
    except ValueError:
        return False


def _legend_colors(axes: Any) -> list[dict[str, Evidence]]:
    """The color and text of each entry of a legend."""
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend is not None]
    entries = [pair for one in legends for pair in zip(one.legend_handles, one.get_texts(), strict=False)]
    look = [(getattr(handle, "get_facecolor", None) or getattr(handle, "get_color", None), text) for handle, text in entries]
    return [{"text": text.get_text(), "color": color} for get, text in look if get is not None for color in _colors(get())[:1]]


def _colors(given: Any) -> list[str]:
    """Colors as #rrggbb; empty for no color."""
    from matplotlib.colors import to_hex, to_rgba_array

    try:
        return [to_hex(color) for color in to_rgba_array(given)] if given is not None else []
    except (ValueError, TypeError):
        return []


def _outline(patch: Any) -> dict[str, Evidence]:
    """The bars of a histogram drawn as one outline: its horizontal parts, from left to right."""
    corners = np.asarray(patch.get_xy(), float)
    steps = [(a, b) for a, b in pairwise(corners) if a[1] == b[1] and b[0] > a[0]]
    return {
        "label": str(patch.get_label()),
        "height": _floats([a[1] for a, _ in steps]),
        "width": _floats([b[0] - a[0] for a, b in steps]),
        "center": _floats([(a[0] + b[0]) / 2 for a, b in steps]),
    }


def _label_of(line: Any, axes: Any) -> str:
    """The legend's text for the only line of this look (`legend(lines, names)`); otherwise the line's own label."""
    label = _own_label(line, axes)
    legends = [legend for legend in (axes.get_legend(), *axes.figure.legends) if legend is not None]
    look = _look_of(line)
    called = [
        text.get_text()
        for legend in legends
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False)
        if _look_of(handle) == look
    ]
    alike = [other for other in axes.lines if _look_of(other) == look]
    return called[0] if len(called) == len(alike) == 1 else label


def _own_label(line: Any, axes: Any) -> str:
    """The line's label, or the label of the stem plot or error bars that it belongs to."""
    whole = next((container for container in axes.containers if len(container) and container[0] is line), line)
    return str(whole.get_label())


def _look_of(artist: Any) -> tuple[str, ...]:
    """Color, line style and marker as text, since artists return different types for them, even arrays."""
    color = getattr(artist, "get_color", lambda: None)()
    return (*_colors(color), *(str(getattr(artist, f"get_{part}", lambda: None)()) for part in ("linestyle", "marker")))


def _floats(values: Any) -> Array:
    return np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
