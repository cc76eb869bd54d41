"""The data in real matplotlib figures: any way to draw them passes, and missing data and labels are reported."""

import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from autograder import expect, probes
from autograder.model.evidence import copy

COST = [0.31, 0.125, 0.0721, 0.0468, 0.0412]
ACCURACY = [0.912, 0.9431, 0.958, 0.9649, 0.9702]
DATA = {"train cost": COST, "test accuracy": ACCURACY}
NAMES = ["20–10", "50–50", "100–100", "200–150", "400–300"]
PLACES = range(len(NAMES))


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def shown(figure):
    """The figure as a judge receives it."""
    return copy(probes.figure_data(figure))


def judge(figure, data=DATA):
    expect.figure_shows(shown(figure), data)


def labeled(axes, y="value", x="hidden sizes"):
    axes.set(xlabel=x, ylabel=y)
    return axes


def two_axes(draw_cost, draw_accuracy=None, **options):
    figure, (left, right) = plt.subplots(1, 2, **options)
    draw_cost(left, COST)
    (draw_accuracy or draw_cost)(right, ACCURACY)
    labeled(left, "train cost")
    labeled(right, "test accuracy")
    return figure


# --- ways to draw


def line(axes, values):
    axes.plot(values)


def bars(axes, values):
    axes.bar(NAMES, values)


def points(axes, values):
    axes.scatter(range(len(values)), values)


DRAWN = {
    "lines": line,
    "lines with markers over names": lambda axes, values: axes.plot(NAMES, values, "o-"),
    "bars": bars,
    "horizontal bars": lambda axes, values: axes.barh(NAMES, values),
    "points": points,
    "stems": lambda axes, values: axes.stem(PLACES, values),
    "horizontal stems": lambda axes, values: axes.stem(PLACES, values, orientation="horizontal"),
    "steps": lambda axes, values: axes.step(PLACES, values, where="mid"),
    "error bars": lambda axes, values: axes.errorbar(PLACES, values, yerr=0.01),
    "filled": lambda axes, values: (axes.fill_between(PLACES, values), axes.plot(PLACES, values)),
    "logarithmic": lambda axes, values: axes.semilogy(values),
    "a bar for each value": lambda axes, values: [axes.bar(i, v, color=f"C{i}") for i, v in enumerate(values)],
    "a point for each value": lambda axes, values: [axes.plot(i, v, "D", label=str(i)) for i, v in enumerate(values)],
    "a scatter for each value": lambda axes, values: [axes.scatter(i, v) for i, v in enumerate(values)],
    "sorted the other way": lambda axes, values: axes.plot(values[::-1]),
    "values along x": lambda axes, values: axes.plot(values, PLACES, "o"),
    "against parameters": lambda axes, values: axes.plot([16_000, 42_000, 90_000, 190_000, 440_000], values),
    "percent": lambda axes, values: axes.plot([100 * v for v in values]),
    "rounded": lambda axes, values: axes.plot([float(f"{v:.4g}") for v in values]),
    "a smooth curve besides": lambda axes, values: (
        axes.plot(np.linspace(0, 4, 500), np.sin(np.linspace(0, 4, 500))),
        axes.plot(values, "o"),
    ),
    "a mean line besides": lambda axes, values: (axes.plot(values), axes.axhline(np.mean(values))),
    "NumPy": lambda axes, values: axes.plot(np.array(values, np.float32)),
    "pandas series": lambda axes, values: pd.Series(values, index=NAMES).plot(ax=axes),
    "pandas bars": lambda axes, values: pd.Series(values, index=NAMES).plot.bar(ax=axes),
    "pandas horizontal bars": lambda axes, values: pd.DataFrame({"v": values}, index=NAMES).plot.barh(ax=axes),
    "pandas scatter": lambda axes, values: pd.DataFrame({"x": PLACES, "v": values}).plot.scatter("x", "v", ax=axes),
    "dates": lambda axes, values: axes.plot(pd.date_range("2025-01-01", periods=5), values),
    "masked": lambda axes, values: axes.plot(np.ma.masked_array([*values, 9.0], [False] * 5 + [True])),
}


ALONG_X = {"horizontal bars", "horizontal stems", "values along x", "pandas horizontal bars"}


@pytest.mark.parametrize("way", DRAWN)
def test_any_way_to_draw_the_values_passes(way):
    figure = two_axes(DRAWN[way])
    if way in ALONG_X:
        for axes in figure.axes:
            labeled(axes, x=axes.get_ylabel(), y=axes.get_xlabel())
    judge(figure)


def test_cost_and_accuracy_may_be_drawn_in_different_ways():
    judge(two_axes(bars, line))


def test_everything_in_one_axes_passes():
    figure, axes = plt.subplots()
    axes.plot(NAMES, COST, label="cost")
    axes.plot(NAMES, ACCURACY, label="accuracy")
    labeled(axes)
    judge(figure)


def test_cost_against_accuracy_passes():
    figure, axes = plt.subplots()
    axes.scatter(COST, ACCURACY)
    labeled(axes, "test accuracy", "train cost")
    judge(figure)


def test_grouped_bars_pass():
    figure, axes = plt.subplots()
    axes.bar(np.arange(5) - 0.2, COST, 0.4)
    axes.bar(np.arange(5) + 0.2, ACCURACY, 0.4)
    labeled(axes)
    judge(figure)


def test_a_twin_axis_passes_with_the_x_label_at_one_of_the_two():
    figure, left = plt.subplots()
    right = left.twinx()
    left.plot(NAMES, COST)
    right.plot(NAMES, ACCURACY)
    left.set(xlabel="sizes", ylabel="train cost")
    right.set_ylabel("test accuracy")
    judge(figure)


def test_panels_that_share_x_pass_with_one_x_label():
    figure, (upper, lower) = plt.subplots(2, 1, sharex=True)
    upper.plot(COST)
    lower.plot(ACCURACY)
    upper.set_ylabel("train cost")
    lower.set(xlabel="sizes", ylabel="test accuracy")
    judge(figure)


def test_panels_that_share_y_pass_with_one_y_label():
    figure, (left, right) = plt.subplots(1, 2, sharey=True)
    left.barh(NAMES, COST)
    right.barh(NAMES, ACCURACY)
    left.set(xlabel="train cost", ylabel="sizes")
    right.set_xlabel("test accuracy")
    judge(figure)


def test_labels_of_the_whole_figure_pass():
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(COST)
    right.plot(ACCURACY)
    figure.supxlabel("sizes")
    figure.supylabel("cost, and accuracy")
    judge(figure)


def test_pandas_subplots_pass():
    frame = pd.DataFrame({"train_cost": COST, "test_accuracy": ACCURACY}, index=NAMES)
    axes = frame.plot(subplots=True, xlabel="sizes", ylabel="value")
    judge(axes)
    judge(axes[0].figure)


def test_a_pandas_plot_with_a_secondary_axis_passes():
    frame = pd.DataFrame({"train_cost": COST, "test_accuracy": ACCURACY}, index=NAMES)
    axes = frame.plot(secondary_y="test_accuracy", xlabel="sizes", ylabel="test accuracy")  # pandas labels the second one
    axes.set_ylabel("train cost")
    judge(axes)


def test_a_third_panel_of_something_else_does_no_harm():
    figure, axes = plt.subplots(1, 3)
    for one, values in zip(axes, (COST, ACCURACY, [3, 1, 2]), strict=True):
        one.plot(values)
        labeled(one)
    judge(figure)


def test_a_panel_for_each_size_passes():
    figure, axes = plt.subplots(1, 5)
    for one, name, cost, accuracy in zip(axes, NAMES, COST, ACCURACY, strict=True):
        labeled(one, x="measure").bar(["train cost", "test accuracy"], [cost, accuracy])
        one.set_title(name)
    judge(figure)
    axes[3].clear()
    assert "does not show the train cost" in complaint(figure)


def test_an_empty_panel_needs_no_labels():
    figure, axes = plt.subplots(2, 2)
    labeled(axes[0, 0]).plot(COST)
    labeled(axes[0, 1]).plot(ACCURACY)
    judge(figure)


def test_a_color_bar_needs_no_labels_of_its_own():
    figure, axes = plt.subplots()
    figure.colorbar(axes.scatter(COST, ACCURACY, c=[1, 2, 3, 4, 5]))
    judge(labeled(axes).figure)


# --- return values of students


def whole():
    return two_axes(bars, line)


@pytest.mark.parametrize(
    "returned",
    [
        lambda: whole(),
        lambda: whole().axes,
        lambda: np.array(whole().axes),
        lambda: np.array(whole().axes).reshape(2, 1),
        lambda: tuple(whole().axes),
        lambda: whole().axes[1],
        lambda: (whole(), "figure")[0],
        lambda: whole() and None,
        lambda: whole() and plt,
        lambda: whole().subfigures(1, 1).figure,
        lambda: plt.close(whole()) or two_axes(line),
    ],
    ids=["figure", "list", "array", "column", "tuple", "axes", "figure again", "None", "pyplot", "subfigure", "another figure"],
)
def test_a_figure_its_axes_or_nothing_may_be_returned(returned):
    judge(returned())


def test_a_closed_figure_is_still_read():
    figure = whole()
    plt.close(figure)
    judge(figure)


def test_a_figure_without_pyplot_is_read():
    figure = Figure()
    for one, values in zip(figure.subplots(1, 2), (COST, ACCURACY), strict=True):
        labeled(one).plot(values)
    judge(figure)


def test_figure_and_axes_returned_together_are_read():
    # Many students write `return fig, ax`, as returned by plt.subplots.
    figure = whole()
    judge((figure, figure.axes))


def test_subfigures_are_read():
    figure = plt.figure()
    for part, values in zip(figure.subfigures(1, 2), (COST, ACCURACY), strict=True):
        labeled(part.subplots()).plot(values)
    judge(figure)


# --- mistakes


def complaint(figure, data=DATA):
    with pytest.raises(expect.CheckFailed) as failed:
        judge(figure, data)
    return str(failed.value)


def test_an_empty_figure_is_told():
    assert "empty" in complaint(plt.figure())
    plt.subplots(1, 2)
    assert "empty" in complaint(None)


def test_no_open_figure_at_all_is_told():
    assert "empty" in complaint(None)


@pytest.mark.parametrize("missing, name", [(COST, "train cost"), (ACCURACY, "test accuracy")])
def test_values_that_are_not_shown_are_named(missing, name):
    figure, axes = plt.subplots()
    labeled(axes).plot(ACCURACY if missing is COST else COST)
    assert f"does not show the {name}" in complaint(figure)


@pytest.mark.parametrize(
    "changed",
    [
        lambda values: values[:-1],
        lambda values: [values[0]] * 5,
        lambda values: [*values[:-1], values[-1] + 0.004],
        lambda values: [v / 10 for v in values],
        lambda values: [-v for v in values],
        lambda values: np.cumsum(values),
        lambda values: [float("nan")] * 5,
        lambda values: [],
    ],
    ids=["one missing", "constant", "one off", "a tenth", "negative", "summed", "nan", "nothing"],
)
@pytest.mark.parametrize(
    "draw", [line, points, lambda axes, values: axes.bar(range(len(values)), values)], ids=["line", "points", "bars"]
)
def test_other_values_are_not_taken_for_the_right_ones(changed, draw):
    figure, axes = plt.subplots()
    labeled(axes).plot(COST)
    draw(axes, changed(ACCURACY))
    assert "does not show the test accuracy" in complaint(figure)


@pytest.mark.parametrize("draw", DRAWN)
def test_constants_in_place_of_the_data_are_caught(draw):
    figure, (left, right) = plt.subplots(1, 2)
    DRAWN[draw](left, [0.5] * 5)
    DRAWN[draw](right, [0.5] * 5)
    labeled(left)
    labeled(right)
    assert "does not show" in complaint(figure)


@pytest.mark.parametrize("apart", [False, True], ids=["one mark", "many marks"])
def test_every_number_that_there_is_shows_none(apart):
    def everything(axes, values):
        numbers = np.geomspace(0.001, 1.5, 8000)
        for some in np.split(numbers, 100) if apart else [numbers]:
            axes.plot(np.zeros(len(some)), some, ".")

    with pytest.raises(expect.CheckFailed, match="does not show"):
        judge(two_axes(everything))


def test_the_accuracy_of_one_size_for_all_is_caught():
    figure, axes = plt.subplots()
    labeled(axes).plot(COST)
    axes.axhline(ACCURACY[0])
    assert "test accuracy" in complaint(figure)


def test_a_hidden_axes_shows_nothing():
    figure = whole()
    figure.axes[1].set_visible(False)
    assert "does not show the test accuracy" in complaint(figure)


def test_a_hidden_line_shows_nothing():
    figure, axes = plt.subplots()
    labeled(axes).plot(COST)
    (accuracy,) = axes.plot(ACCURACY)
    accuracy.set_visible(False)
    assert "does not show the test accuracy" in complaint(figure)


@pytest.mark.parametrize("direction", ["x", "y"])
def test_a_missing_label_is_told_with_its_direction(direction):
    figure = whole()
    for axes in figure.axes:
        axes.set(**{f"{direction}label": "  "})
    assert f"{direction} axis has no label" in complaint(figure)


def test_a_y_label_that_is_missing_at_one_of_two_panels_is_told():
    figure = whole()
    figure.axes[1].set_ylabel("")
    assert "y axis has no label" in complaint(figure)


def test_an_x_label_below_one_of_two_panels_is_enough():
    figure = whole()
    figure.axes[1].set_xlabel("")
    judge(figure)
    figure.axes[0].set_xlabel("")
    assert "x axis has no label" in complaint(figure)


@pytest.mark.parametrize("draw", [line, bars, points])
def test_labels_that_are_mixed_up_are_told(draw):
    figure = two_axes(draw)
    left, right = figure.axes
    left.set_ylabel("test accuracy")
    right.set_ylabel("train cost")
    assert "mixed up" in complaint(figure)


def test_the_label_of_one_of_two_curves_and_labels_in_korean_pass():
    for label in ("train cost", "cost / accuracy", "정확도"):
        figure, axes = plt.subplots()
        axes.plot(COST)
        axes.plot(ACCURACY)
        labeled(axes, label)
        judge(figure)


def test_a_title_is_no_label():
    figure, axes = plt.subplots()
    axes.plot(COST)
    axes.plot(ACCURACY)
    axes.set_title("cost and accuracy against size")
    assert "no label" in complaint(figure)


# --- figure_data


def test_figure_data_tells_titles_labels_and_legends():
    figure, axes = plt.subplots()
    axes.plot([1, 2], [0.5, 0.25], label="cost")
    axes.set_title("A title")
    labeled(axes, "y", "x").legend()
    (found,) = shown(figure)["axes"]
    assert (found["title"], found["xlabel"], found["ylabel"], found["legend"]) == ("A title", "x", "y", ["cost"])
    (drawn,) = found["lines"]
    assert drawn["label"] == "cost"
    assert drawn["x"].tolist() == [1, 2]
    assert drawn["y"].tolist() == [0.5, 0.25]


def test_figure_data_leaves_the_figure_as_it_was():
    figure = whole()
    before = figure.axes[0].get_xlim(), len(figure.axes), plt.get_fignums()
    shown(figure)
    assert (figure.axes[0].get_xlim(), len(figure.axes), plt.get_fignums()) == before


def test_series_are_the_values_along_x_and_along_y_with_the_lengths_of_bars():
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4])
    axes.bar([10, 20], [5, 6], width=0.5)
    along_x, along_y = expect.series(shown(figure)["axes"][0])
    assert sorted(along_x) == [0.5, 0.5, 1, 2]
    assert sorted(along_y) == [3, 4, 5, 6]


def test_axes_without_marks_have_no_series():
    figure, axes = plt.subplots()
    axes.text(0.5, 0.5, "cost 0.3")
    assert expect.series(shown(figure)["axes"][0]) == []


# --- labeled curves

CURVES = {"Adam": (None, COST), "Adagrad": (None, ACCURACY)}


def draw_curves(names=("Adam", "Adagrad"), legend=True, xlabel="epoch", ylabel="loss", start=1):
    figure, axes = plt.subplots()
    for name, values in zip(names, (COST, ACCURACY), strict=True):
        axes.plot(range(start, start + 5), values, label=name)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    if legend:
        axes.legend()
    return figure


def judge_curves(figure, curves=CURVES):
    expect.labeled_curves(shown(figure), curves, "epoch", "loss")


def with_figure_legend():
    figure = draw_curves(legend=False)
    figure.legend()
    return figure


def with_handles():
    axes = plt.subplots()[1]
    lines = [axes.plot(range(5), values)[0] for values in (COST, ACCURACY)]
    axes.legend(lines, ["Adam", "Adagrad"])
    return labeled(axes, "loss", "epoch").figure


def with_titles():
    return two_axes(lambda axes, values: (axes.plot(values), axes.set_title("Adam" if values is COST else "Adagrad")))


def with_texts():
    figure = draw_curves(legend=False)
    for name, values in zip(("Adam", "Adagrad"), (COST, ACCURACY), strict=True):
        figure.axes[0].text(5, values[-1], name)
    return figure


@pytest.mark.parametrize(
    "figure",
    [
        draw_curves,
        with_figure_legend,
        with_handles,
        with_titles,
        with_texts,
        lambda: draw_curves(start=0),
        lambda: draw_curves(("with Adam", "with Adagrad (ours)")),
        lambda: draw_curves(xlabel="에폭", ylabel="손실"),
    ],
)
def test_curves_that_are_called_by_their_names_pass(figure):
    judge_curves(figure())


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (lambda: draw_curves(("Adagrad", "Adam")), "but not its name"),
        (lambda: draw_curves(("one", "other")), "but not its name"),
        (lambda: draw_curves(legend=False), "but not its name"),
        (lambda: draw_curves(xlabel=""), "x axis"),
        (lambda: draw_curves(xlabel="loss", ylabel="epoch"), "mixed up"),
        (lambda: plt.figure(), "empty"),
    ],
)
def test_curves_that_are_not_are_told(figure, said):
    with pytest.raises(expect.CheckFailed, match=said):
        judge_curves(figure())


def test_a_curve_with_other_values_is_told():
    with pytest.raises(expect.CheckFailed, match="no line through the 5 points of Adam"):
        judge_curves(draw_curves(), CURVES | {"Adam": (None, COST[::-1])})


def test_a_path_needs_its_own_x():
    with pytest.raises(expect.CheckFailed, match="no line through"):
        judge_curves(draw_curves(), {"Adam": ([5, 4, 3, 2, 1], COST)})


# --- histograms

LAYERS = [np.random.default_rng(seed).normal(seed, 1 + seed, (40, 30)) for seed in range(3)]


def draw_histograms(draw, layers=LAYERS, title="layer"):
    figure, axes = plt.subplots(1, len(layers))
    for ax, layer in zip(axes, layers, strict=True):
        draw(ax, layer)
        ax.set_title(title)
    return figure


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax, layer: ax.hist(layer.ravel(), bins=30),
        lambda ax, layer: ax.hist(layer.ravel(), bins=12, density=True, color="red"),
        lambda ax, layer: ax.hist(layer.ravel(), bins=40, weights=np.full(layer.size, 1 / layer.size)),
        lambda ax, layer: ax.hist(layer.ravel(), bins=25, histtype="step"),
        lambda ax, layer: ax.hist(layer.ravel(), bins=25, histtype="stepfilled"),
    ],
)
def test_histograms_pass(draw):
    expect.histograms(shown(draw_histograms(draw)), LAYERS)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (lambda: draw_histograms(lambda ax, layer: ax.hist(layer[:, 0])), "does not show"),
        (lambda: draw_histograms(lambda ax, layer: ax.hist(layer.ravel()), LAYERS[::-1]), "does not show"),
        (lambda: draw_histograms(lambda ax, layer: ax.hist(layer.ravel()), LAYERS[:2]), "should have 3 histograms"),
        (lambda: draw_histograms(lambda ax, layer: ax.hist(layer.ravel()), title=""), "no title"),
        (lambda: draw_histograms(lambda ax, layer: ax.plot(layer.ravel())), "should have 3 histograms"),
    ],
)
def test_other_histograms_are_told(figure, said):
    with pytest.raises(expect.CheckFailed, match=said):
        expect.histograms(shown(figure()), LAYERS)
