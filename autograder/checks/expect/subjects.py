"""Match each value in a figure to its subject (a layer size, an optimizer, …), as a reader would.

The clues are the tick label at the value, the legend, a note beside it, the title of axes with a single subject, and the value's
coordinate. Figures come from `probes.figure_data`.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from autograder.checks.expect.basics import that
from autograder.model.language import tr, tr_all

Array = np.ndarray[Any, Any]
NUMBERED = re.compile(r"[^\W\d]+_?[12](?!\d)")  # h1, hidden_2: the 1 is part of a name
NUMBER = re.compile(r"\d+(?:,\d{3})*\.\d+|\d{1,3}(?:,\d{3})+|\d+")
MAX_POINTS_OR_NOTES = 100  # the most points of a mark, or notes, to read; a figure of a few values has no more
SCALES = (1.0, 1e-3, 1e-4)  # counts may be drawn in thousands


@dataclass(frozen=True)
class Subject:
    """The subject of a value: the integers that name it (a pair of sizes), and the counts that may be its coordinate on an axis."""

    named: tuple[int, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_layers(cls, sizes: Sequence[int], parameters: int) -> Self:
        """A network named by its hidden sizes. Its counts are each size, their sum and product, and the number of parameters."""
        counts = {f"h{number}": size for number, size in enumerate(sizes, 1)}
        return cls(tuple(sizes), {"parameters": parameters, "product": math.prod(sizes), "sum": sum(sizes), **counts})

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.named))})"


@dataclass(frozen=True)
class DrawnValue:
    """A value's coordinates, label and color."""

    x: float
    y: float
    label: str
    color: str


def values_belong_to(figure: dict[str, Any], data: dict[str, list[float]], subjects: Sequence[Subject]) -> None:
    """Expect each value of the named `data` to be drawn and identified with its subject; the i-th value belongs to the i-th subject."""
    for name, wanted in data.items():
        seen = [_whose(figure, value, subjects) for value in wanted]
        known = all(index in one for index, one in enumerate(seen))
        if known:
            continue
        wrong = next(index for index, one in enumerate(seen) if index not in one)
        others = sorted(seen[wrong] - {None}, key=str)
        that(
            not others,
            tr(
                "The figure shows the {} {:.3g} of {} as that of {}.",
                name,
                wanted[wrong],
                subjects[wrong],
                tr_all("{} and {}", (str(subjects[index]) for index in others if index is not None)),
            ),
        )
        that(
            False,
            tr(
                "Nothing in the figure says that the {} {:.3g} is that of {}: name the sizes at the axis, in a "
                "legend or beside the points.",
                name,
                wanted[wrong],
                subjects[wrong],
            ),
        )


def _whose(figure: dict[str, Any], value: float, subjects: Sequence[Subject]) -> set[int | None]:
    """The subjects with which the drawn value is identified, at each place where it is drawn; None for a place without a clue."""
    found: set[int | None] = set()
    for axes in figure["axes"]:
        for direction in ("y", "x"):
            for mark in _marks(axes, direction):
                for number, one in enumerate(mark):
                    if any(np.isclose(getattr(one, direction), value * scale, rtol=1e-3, atol=1e-9) for scale in (1, 100)):
                        possible = _possible(figure, axes, mark, number, direction, subjects)
                        found.add(possible.pop() if len(possible) == 1 else None)
    return found


def _marks(axes: dict[str, Any], direction: str) -> Iterator[list[DrawnValue]]:
    """The values of each mark in this direction; for bars, their lengths."""
    for mark in [*axes["lines"], *axes["points"]]:
        x, y, colors = (
            np.ravel(mark["x"])[: MAX_POINTS_OR_NOTES + 1],
            np.ravel(mark["y"])[: MAX_POINTS_OR_NOTES + 1],
            mark["colors"],
        )
        if len(x) <= MAX_POINTS_OR_NOTES:
            yield [
                DrawnValue(float(a), float(b), mark["label"], _item(colors, i))
                for i, (a, b) in enumerate(zip(x, y, strict=False))
            ]
    for mark in axes["bars"]:
        across, length = ("center", "height") if direction == "y" else ("middle", "width")
        places, lengths, colors = np.ravel(mark.get(across, [])), np.ravel(mark[length]), mark.get("colors", [])
        labels = mark.get("labels", [])
        if len(lengths) > MAX_POINTS_OR_NOTES:
            continue
        yield [
            DrawnValue(
                *((float(place), float(size)) if direction == "y" else (float(size), float(place))),
                " ".join(part for part in (mark["label"], _item(labels, i)) if part and not part.startswith("_")),
                _item(colors, i),
            )
            for i, (place, size) in enumerate(zip(places, lengths, strict=False))
        ]


def _item(values: Sequence[str], index: int) -> str:
    """The value at this index; the only one if it applies to all."""
    return values[0] if len(values) == 1 else values[index] if index < len(values) else ""


def _possible(
    figure: dict[str, Any],
    axes: dict[str, Any],
    mark: list[DrawnValue],
    number: int,
    direction: str,
    subjects: Sequence[Subject],
) -> set[int]:
    """The subjects that fit all clues about a value; empty if there is no clue, or clues contradict each other."""
    across, one = "x" if direction == "y" else "y", mark[number]
    ticks = axes["ticks"][across][:MAX_POINTS_OR_NOTES]
    texts = [_tick_name(ticks, mark, number, across), *_legend_names(figure, axes, one)]
    clues = [_named(text, subjects) or _partly_named(text, subjects) for text in texts]
    clues += [
        _named(note["text"], subjects) for note in axes["notes"][:MAX_POINTS_OR_NOTES] if _beside(axes, note, one, direction)
    ]
    if not ticks:
        row = (
            mark if len(mark) > 1 else [other[0] for other in _marks(axes, direction) if len(other) == 1]
        )  # a mark for each value
        clues.append(_at_number([getattr(other, across) for other in row], row.index(one), subjects))
    told = [clue for clue in clues if clue] or [_named(axes["title"], subjects)]
    return set.intersection(*told)


def _legend_names(figure: dict[str, Any], axes: dict[str, Any], one: DrawnValue) -> list[str]:
    """The legend's text for a value: its label, or the only entry of its color."""
    if one.label in [*axes["legend"], *figure["legend"]]:
        return [one.label]
    alike = {entry["text"] for entry in axes["colors"] if entry["color"] == one.color}
    return list(alike) if len(alike) == 1 else []


def _numbers(text: str) -> list[int]:
    found = [number.replace(",", "") for number in NUMBER.findall(NUMBERED.sub(" ", text))]
    return [int(number) for number in found if "." not in number]


def _named(text: str, subjects: Sequence[Subject]) -> set[int]:
    """The subjects with all their numbers in the text, in order, or with one of their counts in it."""
    numbers = _numbers(text)
    found = set()
    for index, subject in enumerate(subjects):
        length = len(subject.named)
        runs = [tuple(numbers[i : i + length]) for i in range(len(numbers) - length + 1)]
        if subject.named in runs or any(count > 1000 and count in numbers for count in subject.counts.values()):
            found.add(index)
    return found


def _partly_named(text: str, subjects: Sequence[Subject]) -> set[int]:
    """The subjects that have the text's only number."""
    numbers = _numbers(text)
    return {index for index, subject in enumerate(subjects) if len(numbers) == 1 and numbers[0] in subject.named}


def _tick_name(ticks: list[dict[str, Any]], mark: list[DrawnValue], number: int, across: str) -> str:
    """The label of a value's tick: ticks and values correspond if their numbers agree up to a common shift; else the nearest tick."""
    if not ticks:
        return ""
    ticks = sorted(ticks, key=lambda tick: float(tick["at"]))
    at, places = np.array([tick["at"] for tick in ticks]), np.array([getattr(one, across) for one in mark])
    space = float(np.diff(at).min()) if len(at) > 1 else 1.0
    order = np.argsort(places)
    if len(at) == len(places):
        shift = places[order] - at
        if np.ptp(shift) < 0.01 * space and abs(shift[0]) < space:
            return str(ticks[int(np.flatnonzero(order == number)[0])]["text"])
    nearest = int(np.abs(at - places[number]).argmin())
    return str(ticks[nearest]["text"]) if abs(at[nearest] - places[number]) < 0.6 * space else ""


def _beside(axes: dict[str, Any], note: dict[str, Any], one: DrawnValue, direction: str) -> bool:
    """Whether the note is nearer to this value than to any other on these axes."""
    at = np.ravel(note["at"])
    if at.size != 2:
        return False
    every = [(other.x, other.y) for mark in _marks(axes, direction) for other in mark]
    points = np.array([point for point in every if np.isfinite(point).all()])
    size = np.ptp(points, axis=0)
    size[size == 0] = 1.0
    distance = (((points - at) / size) ** 2).sum(axis=1)
    own = float(((((one.x, one.y) - at) / size) ** 2).sum())
    return bool(own <= distance.min() + 1e-12)


def _at_number(places: list[float], number: int, subjects: Sequence[Subject]) -> set[int]:
    """The subjects whose count, at some scale, is a value's coordinate, if every coordinate of its mark is such a count."""
    found: set[int] = set()
    for count in subjects[0].counts:
        for scale in SCALES:
            counts = np.array([subject.counts[count] * scale for subject in subjects])
            fits = np.isclose(np.array(places)[:, None], counts[None, :], rtol=1e-3, atol=0)
            if fits.any(axis=1).all():
                found |= set(np.flatnonzero(fits[number]).tolist())
    return found
