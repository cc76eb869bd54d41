"""Pictures for the page, as inline SVG.

Colors are CSS variables of the page: figures are drawn in placeholder colors, which are replaced in the SVG, so that one picture suits
a light and a dark page. Fonts come from the page, too. pyplot is not used, since its figures are global and several threads may write
pages.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from typing import Any
from warnings import catch_warnings, simplefilter

import matplotlib
import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from autograder.model.language import tr
from autograder.model.verdict import Picture
from autograder.report.text import one_line, text_width

Array = np.ndarray[Any, np.dtype[np.float64]]

INK, MUTED, LINE, ACCENT, ERROR_COLOR = "#010203", "#010204", "#010205", "#010206", "#010207"
VARIABLES = {INK: "--ink", MUTED: "--muted", LINE: "--line", ACCENT: "--accent", ERROR_COLOR: "--bad"}
TEXT_SIZE = 8.0
BINS_EACH_SIDE = 25
MAX_SIZES = 12
MAX_NAME = 16
MAX_DRAWABLE = 1e30  # beyond it, matplotlib's arithmetic overflows
_settings_lock = Lock()  # matplotlib's settings are global to the process


class DoesNotFit(ValueError):
    """The data do not fit this kind of picture. The message gives the reason."""


@dataclass(frozen=True)
class Drawing:
    """SVG elements with a description; if there are no elements, the description gives the reason."""

    description: str
    panels: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class Figures:
    """A description of the data, and figures by their text for screen readers."""

    description: str
    figures: dict[str, Figure]


def draw(picture: Picture, salt: str = "") -> Drawing:
    """Draw `picture`. Unsuitable data give a drawing without panels, never an exception.

    The ids in the SVG derive from `salt`, which must differ between the pictures of a page; otherwise one picture clips another.
    """
    try:
        drawn = KINDS[picture.kind](picture.data)
        return Drawing(
            drawn.description, tuple(_to_svg(figure, label, salt + label) for label, figure in drawn.figures.items())
        )
    except DoesNotFit as error:
        return Drawing(tr("The picture cannot be drawn: {}.", error))
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):  # from matplotlib, for odd numbers
        return Drawing(tr("The picture cannot be drawn from its data."))


def histogram(data: dict[str, Any]) -> Figures:
    """Draw the density of `values`, and over it the uniform density between -`bound` and `bound`."""
    values, bound = _numbers(data, "values", 1), float(_numbers(data, "bound", 0))
    if values.size == 0 or bound <= 0:
        raise DoesNotFit(tr("at least one value, and a bound above zero, are required"))
    density, edges = np.histogram(values, _edges(float(np.abs(values).max()), bound), density=True)
    figure, axes = _figure(3.9, 2.1, left=0.45)
    axes.stairs(density, edges, fill=True, color=ACCENT, alpha=0.55, label=tr("your weights"))
    x = np.array([edges[0], -bound, -bound, bound, bound, edges[-1]])
    axes.plot(x, np.array([0, 0, 1, 1, 0, 0]) / (2 * bound), color=INK, linewidth=1.3, label=tr("Xavier uniform"))
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(0, 1.3 * max(float(density.max()), 1 / (2 * bound)))
    axes.set(xlabel=tr("weight"), ylabel=tr("density"))
    axes.legend(loc="upper center", ncols=2, frameon=False, fontsize=TEXT_SIZE, labelcolor=INK, handlelength=1.4)
    description = _describe_histogram(values, bound)
    return Figures(description, {tr("Histogram. {}", description): figure})


def confusion(data: dict[str, Any]) -> Figures:
    """Draw counts by label and prediction. Mistakes are colored by their number; the diagonal is not colored."""
    matrix = _numbers(data, "matrix", 2)
    if matrix.shape != (10, 10) or matrix.min() < 0:
        raise DoesNotFit(tr("10 × 10 counts are required"))
    mistakes = matrix * (1 - np.eye(10))
    figure, axes = _figure(3.45, 3.4, left=0.4)
    for label, prediction in np.argwhere(matrix > 0):
        _confusion_cell(axes, int(label), int(prediction), matrix, float(mistakes.max()))
    axes.set(xlim=(-0.5, 9.5), ylim=(9.5, -0.5), aspect="equal", xticks=range(10), yticks=range(10))
    axes.set(xlabel=tr("prediction"), ylabel=tr("label"))
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    description = _describe_confusion(matrix, mistakes)
    return Figures(description, {tr("Confusion matrix. {}", description): figure})


def comparison(data: dict[str, Any]) -> Figures:
    """Draw the train cost and the test accuracy of each named size, one panel each."""
    costs, accuracies = _numbers(data, "train_cost", 1), _numbers(data, "test_accuracy", 1)
    names = _names(data)
    if not len(names) == len(costs) == len(accuracies):
        raise DoesNotFit(tr("a name, a cost and an accuracy are required for each size"))
    if accuracies.min() < 0 or accuracies.max() > 1:
        raise DoesNotFit(tr("an accuracy is not between 0 and 1"))
    best, cheapest = names[int(accuracies.argmax())], names[int(costs.argmin())]
    return Figures(
        tr("Lowest train cost: {}. Highest test accuracy: {}.", cheapest, best),
        {
            tr("Train cost by size: {}.", _listed(names, costs, ".3f")): _cost_panel(names, costs),
            tr("Test accuracy by size: {}.", _listed(names, accuracies, ".1%")): _accuracy_panel(names, accuracies),
        },
    )


KINDS: dict[str, Callable[[dict[str, Any]], Figures]] = {
    "histogram": histogram,
    "confusion": confusion,
    "comparison": comparison,
}


def _numbers(data: dict[str, Any], key: str, dimensions: int) -> Array:
    try:
        numbers = np.asarray(data.get(key), dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise DoesNotFit(tr("the {} contains values other than numbers", key.replace("_", " "))) from None
    if numbers.ndim != dimensions:
        raise DoesNotFit(tr("the {} has the wrong shape, {}", key.replace("_", " "), numbers.shape))
    if not (np.abs(numbers) < MAX_DRAWABLE).all():
        raise DoesNotFit(tr("the {} contains NaN, infinity or a number out of bounds", key.replace("_", " ")))
    return numbers


def _names(data: dict[str, Any]) -> list[str]:
    names = data.get("names")
    if not isinstance(names, list) or not 1 <= len(names) <= MAX_SIZES:
        raise DoesNotFit(tr("1 to {} names are required", MAX_SIZES))
    return [one_line(str(name))[:MAX_NAME] for name in names]


def _edges(largest: float, bound: float) -> Array:
    """Return the edges of equal bins that cover the values; if the bins are narrow enough, one edge is at the bound."""
    reach = max(1.2 * bound, largest)
    narrowest = reach / BINS_EACH_SIDE
    width = bound / int(bound / narrowest) if narrowest < bound else narrowest
    count = ceil(reach / width)
    return np.arange(-count, count + 1, dtype=np.float64) * width


def _confusion_cell(axes: Axes, label: int, prediction: int, matrix: Array, most: float) -> None:
    count, right = matrix[label, prediction], label == prediction
    color, alpha = (LINE, 0.6) if right else (ERROR_COLOR, 0.1 + 0.5 * count / most)
    axes.add_patch(Rectangle((prediction - 0.47, label - 0.47), 0.94, 0.94, facecolor=color, alpha=alpha, linewidth=0))
    axes.text(prediction, label, f"{count:.0f}", ha="center", va="center_baseline", size=7, color=MUTED if right else INK)


def _describe_histogram(values: Array, bound: float) -> str:
    outside = float(np.mean(np.abs(values) > bound * (1 + 1e-6)))
    share = tr("none") if outside == 0 else f"{outside:.1%}" if outside >= 0.001 else tr("less than 0.1%")
    return tr(
        "{:,} weights from {:.3g} to {:.3g}. Xavier uniform initialization would spread them evenly over "
        "±{:.3g}; {} lie outside.",
        values.size,
        values.min(),
        values.max(),
        bound,
        share,
    )


def _describe_confusion(matrix: Array, mistakes: Array) -> str:
    text = tr("{:,.0f} of {:,.0f} images are classified correctly.", np.trace(matrix), matrix.sum())
    if not mistakes.any():
        return text
    label, prediction = np.unravel_index(int(mistakes.argmax()), mistakes.shape)
    return tr(
        "{} The most frequent mistake: a {} is classified as a {}, {:,.0f} times.", text, label, prediction, mistakes.max()
    )


def _listed(names: list[str], values: Array, form: str) -> str:
    return ", ".join(f"{name} {value:{form}}" for name, value in zip(names, values, strict=True))


def _cost_panel(names: list[str], costs: Array) -> Figure:
    figure, axes = _size_panel(names, tr("train cost"))
    axes.barh(range(len(names)), costs, height=0.55, color=ACCENT, alpha=0.7)
    low, high = min(0.0, float(costs.min())), max(0.0, float(costs.max()))
    axes.set_xlim(low, high + 0.25 * ((high - low) or 1.0))
    _value_labels(axes, costs, "{:.3f}")
    return figure


def _accuracy_panel(names: list[str], accuracies: Array) -> Figure:
    figure, axes = _size_panel(names, tr("test accuracy (%)"))
    percent = 100 * accuracies
    room = max(float(np.ptp(percent)), 1.0)
    axes.plot(percent, range(len(names)), "o", color=ACCENT, markersize=5)
    left, right = percent.min() - 0.3 * room, percent.max() + 0.5 * room
    axes.hlines(range(len(names)), left, percent, color=LINE, linewidth=1, zorder=1)
    axes.set_xlim(left, right)
    _value_labels(axes, percent, "{:.1f}")
    return figure


def _size_panel(names: list[str], xlabel: str) -> tuple[Figure, Axes]:
    figure, axes = _figure(3.2, 0.5 + 0.24 * len(names), left=0.1 + 0.065 * max(text_width(name) for name in names))
    axes.set_yticks(range(len(names)), labels=names, parse_math=False)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.set_xlabel(xlabel)
    return figure, axes


def _value_labels(axes: Axes, values: Array, form: str) -> None:
    for row, value in enumerate(values):
        axes.annotate(
            form.format(value), (value, row), (5, 0), textcoords="offset points", va="center_baseline", size=7.5, color=INK
        )


def _figure(width: float, height: float, left: float) -> tuple[Figure, Axes]:
    """Return a transparent figure, in inches, with one pair of frameless axes in muted colors, `left` inches from its edge.

    The margins are fixed, because the page uses other fonts than those that matplotlib measures.
    """
    figure = Figure(figsize=(width, height), facecolor="none")
    right, bottom, top = 0.08, 0.4, 0.05
    box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    axes = figure.add_axes(box, facecolor="none")
    axes.spines[:].set_visible(False)
    axes.spines["bottom"].set(visible=True, color=LINE)
    axes.tick_params(colors=MUTED, labelsize=TEXT_SIZE, width=0.7, length=2.5)
    axes.xaxis.label.set(color=MUTED, size=TEXT_SIZE)
    axes.yaxis.label.set(color=MUTED, size=TEXT_SIZE)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    return figure, axes


def _to_svg(figure: Figure, label: str, salt: str) -> Markup:
    file = io.StringIO()
    # Text stays text, and the same picture gives the same bytes.
    with _settings_lock, matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}), catch_warnings():
        simplefilter("ignore", UserWarning)  # matplotlib's fonts may lack letters; the page's have them
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :].replace('<g id="', '<g data-part="')  # its ids would not be unique
    for color, variable in VARIABLES.items():
        svg = svg.replace(color, f"var({variable})")
    opening = Markup('<svg role="img" aria-label="{}"').format(one_line(label))
    return Markup(re.sub("^<svg", lambda _: opening, svg))
