"""Values in a figure and their sizes: every way to show the size passes; a wrong size, or none, fails."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.patches import Patch

from autograder import expect, probes
from autograder.model.evidence import copy, plain

SIZES = [(50, 31), (50, 44), (100, 61), (100, 70), (150, 92)]
PARAMETERS = [41_805, 42_532, 85_000, 86_200, 133_250]
COST = [0.21, 0.05, 0.33, 0.12, 0.27]
ACCURACY = [0.71, 0.52, 0.93, 0.81, 0.62]
SUBJECTS = [
    expect.Subject(pair, {"parameters": count, "h2": pair[1], "h1 · h2": pair[0] * pair[1]})
    for pair, count in zip(SIZES, PARAMETERS, strict=True)
]
NAMES = [f"{h1}–{h2}" for h1, h2 in SIZES]
PLACES = np.arange(5)


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def judge(draw):
    """Judge axes in which `draw(axes, cost, names)` shows the cost of each size."""
    figure, axes = plt.subplots()
    draw(axes)
    expect.values_belong_to(copy(plain(probes.figure_data(figure))), {"cost": COST}, SUBJECTS)


def ticked(axes, names=NAMES, places=PLACES):
    axes.set_xticks(places, names)


def noted(axes, names, x=PLACES, y=COST, **options):
    for name, across, up in zip(names, x, y, strict=True):
        axes.annotate(name, (across, up), **options)


def grouped(axes):
    axes.bar(PLACES, COST, 0.4, align="edge")
    axes.bar(PLACES + 0.4, ACCURACY, 0.4, align="edge")
    ticked(axes, places=PLACES + 0.4)


def legend_by_patches(axes):
    axes.bar(PLACES, COST, color=[f"C{i}" for i in range(5)])
    axes.legend(handles=[Patch(color=f"C{i}", label=name) for i, name in enumerate(NAMES)])


def one_by_one(axes, names=NAMES, draw="plot"):
    for place, (value, name) in enumerate(zip(COST, names, strict=True)):
        getattr(axes, draw)([place], [value], **({"marker": "o"} if draw == "plot" else {}), label=name)
    axes.legend()


WAYS = {
    "bars over names": lambda axes: axes.bar(NAMES, COST),
    "bars along x": lambda axes: axes.barh(NAMES, COST),
    "a line over names": lambda axes: axes.plot(NAMES, COST),
    "points over names": lambda axes: axes.scatter(NAMES, COST),
    "stems with ticks": lambda axes: (axes.stem(COST), ticked(axes)),
    "error bars over names": lambda axes: axes.errorbar(NAMES, COST, yerr=0.01),
    "percent": lambda axes: axes.bar(NAMES, [100 * value for value in COST]),
    "tuples": lambda axes: axes.bar([str(pair) for pair in SIZES], COST),
    "words": lambda axes: axes.bar([f"h1={a}, h2={b}" for a, b in SIZES], COST),
    "Korean": lambda axes: axes.bar([f"은닉1 {a}개, 은닉2 {b}개" for a, b in SIZES], COST),
    "nodes after numbers": lambda axes: axes.bar([f"{a}x{b}" for a, b in SIZES], COST),
    "two lines": lambda axes: axes.bar([f"{a}\n{b}\n({p:,})" for (a, b), p in zip(SIZES, PARAMETERS, strict=True)], COST),
    "the whole network": lambda axes: axes.bar([f"784-{a}-{b}-10" for a, b in SIZES], COST),
    "parameters as names": lambda axes: axes.bar([f"{p:,}" for p in PARAMETERS], COST),
    "over parameters": lambda axes: axes.plot(PARAMETERS, COST, "o-"),
    "over the logarithm of parameters": lambda axes: axes.semilogx(PARAMETERS, COST, "o-"),
    "over thousands": lambda axes: axes.scatter(np.array(PARAMETERS) / 1000, COST),
    "over h2": lambda axes: axes.plot([h2 for _, h2 in SIZES], COST, "o"),
    "ticks in another order": lambda axes: axes.bar(NAMES[::-1], COST[::-1]),
    "ticks shifted": lambda axes: (axes.bar(PLACES + 0.3, COST), ticked(axes)),
    "grouped bars from the edge": grouped,
    "notes": lambda axes: (axes.plot(COST, "o"), noted(axes, NAMES)),
    "notes away from the points": lambda axes: (
        axes.plot(COST, "o"),
        noted(axes, NAMES, xytext=(9, 9), textcoords="offset points"),
    ),
    "texts": lambda axes: (axes.plot(COST, "o"), [axes.text(i, COST[i] + 0.005, NAMES[i]) for i in range(5)]),
    "labels at the bars": lambda axes: axes.bar_label(axes.bar(PLACES, COST), labels=NAMES),
    "a point each, a legend": one_by_one,
    "a scatter each, a legend": lambda axes: one_by_one(axes, draw="scatter"),
    "a bar each, a legend": lambda axes: one_by_one(axes, draw="bar"),
    "error bars each, a legend": lambda axes: (
        [axes.errorbar([i], [COST[i]], yerr=0.01, fmt="o", label=NAMES[i]) for i in range(5)],
        axes.legend(),
    ),
    "labels of one call": lambda axes: (axes.bar(PLACES, COST, label=NAMES), axes.legend()),
    "a legend of patches": legend_by_patches,
    "values written beside": lambda axes: axes.bar_label(axes.bar(NAMES, COST), fmt="%.3f"),
    "a title that counts": lambda axes: (axes.bar(NAMES, COST), axes.set_title("Cost after 3 epochs of 60,000 images")),
    "a title that names one": lambda axes: (axes.bar(NAMES, COST), axes.set_title("(150, 92) is the largest")),
    "a mean line besides": lambda axes: (axes.bar(NAMES, COST), axes.axhline(np.mean(COST))),
    "a legend of quantities": lambda axes: (axes.bar(NAMES, COST, label="train cost 1"), axes.legend()),
}
WRONG = {
    "sorted": (lambda axes: axes.bar(NAMES, sorted(COST)), "as that of"),
    "reversed": (lambda axes: axes.plot(NAMES, COST[::-1]), "as that of"),
    "names reversed": (lambda axes: (axes.barh(PLACES, COST), axes.set_yticks(PLACES, NAMES[::-1])), "as that of"),
    "rotated": (lambda axes: axes.scatter(NAMES, np.roll(COST, 1)), "as that of"),
    "two swapped": (lambda axes: axes.bar(NAMES, [COST[1], COST[0], *COST[2:]]), "as that of"),
    "legend reversed": (lambda axes: one_by_one(axes, NAMES[::-1]), "as that of"),
    "notes reversed": (lambda axes: (axes.plot(COST, "o"), noted(axes, NAMES[::-1])), "as that of"),
    "parameters sorted, values not": (lambda axes: axes.plot(PARAMETERS, COST[::-1], "o"), "as that of"),
    "bars reversed, their labels not": (lambda axes: axes.bar_label(axes.bar(PLACES, COST[::-1]), labels=NAMES), "as that of"),
    "places only": (lambda axes: axes.plot(COST), "Nothing in the figure says"),
    "numbered": (lambda axes: axes.bar([f"network {i}" for i in range(1, 6)], COST), "Nothing"),
    "a legend that is not shown": (lambda axes: [axes.plot([i], [COST[i]], "o", label=NAMES[i]) for i in range(5)], "Nothing"),
    "half a name": (lambda axes: (axes.bar(PLACES, COST), ticked(axes, [f"h1 = {h1}" for h1, _ in SIZES])), "Nothing"),
    "two clues that contradict each other": (
        lambda axes: (axes.bar(NAMES, COST), noted(axes, NAMES[::-1])),
        "Nothing",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_any_way_to_say_whose_a_value_is_passes(way):
    judge(WAYS[way])


@pytest.mark.parametrize("way", WRONG)
def test_values_at_the_wrong_size_fail(way):
    draw, said = WRONG[way]
    with pytest.raises(expect.CheckFailed, match=said):
        judge(draw)


def test_large_figures_are_read_in_part():
    def draw(axes):
        axes.bar(NAMES, COST)
        axes.plot(np.linspace(0, 4, 200_000), np.linspace(0, 1, 200_000))
        for i in range(300):
            axes.text(i, 3.0, f"{i}")

    judge(draw)


def test_a_legend_counts_before_a_line_s_own_label():
    figure, axes = plt.subplots()
    for name, values in (("SGD", COST), ("Adam", ACCURACY)):
        axes.plot(values, label=name)
    axes.legend(["Adam", "SGD"])
    axes.set(xlabel="epoch", ylabel="loss")
    with pytest.raises(expect.CheckFailed, match="but not its name"):
        expect.labeled_curves(
            copy(plain(probes.figure_data(figure))), {"SGD": (None, COST), "Adam": (None, ACCURACY)}, "epoch", "loss"
        )


@pytest.mark.parametrize(("names", "passes"), [(["SGD", "Adam"], True), (["Adam", "SGD"], False)])
def test_a_name_beside_a_curve_is_that_of_the_nearest(names, passes):
    figure, axes = plt.subplots()
    for name, values in zip(names, (COST, ACCURACY), strict=True):
        axes.plot(values)
        axes.text(4, values[-1], name)
    axes.set(xlabel="epoch", ylabel="loss")
    shown = copy(plain(probes.figure_data(figure)))
    curves = {"SGD": (None, COST), "Adam": (None, ACCURACY)}
    if passes:
        expect.labeled_curves(shown, curves, "epoch", "loss")
    else:
        with pytest.raises(expect.CheckFailed, match="but not its name"):
            expect.labeled_curves(shown, curves, "epoch", "loss")


@pytest.mark.parametrize(
    ("titles", "passes"),
    [
        (["layer 1", "layer 2", "layer 3"], True),
        (["layer 0", "layer 1", "layer 2"], True),
        (["layer 3", "layer 2", "layer 1"], False),
        (["1: 0.5", "3: 0.1", "2: 0.2"], False),
        (["first", "second", "third"], True),
        (["mean 0.31", "mean 0.12", "mean 0.20"], True),
        (["층 2", "층 1", "층 3"], False),
    ],
)
def test_titles_of_histograms_count_from_the_first_layer(titles, passes):
    values = [np.random.default_rng(i).normal(i, 1, 500) for i in range(3)]
    figure, axes = plt.subplots(1, 3)
    for ax, title, one in zip(axes, titles, values, strict=True):
        ax.hist(one, bins=20)
        ax.set_title(title)
    shown = copy(plain(probes.figure_data(figure)))
    if passes:
        expect.histograms(shown, values)
    else:
        with pytest.raises(expect.CheckFailed, match="is called"):
            expect.histograms(shown, values)
