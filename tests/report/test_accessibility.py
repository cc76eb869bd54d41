"""The page and the card in a real browser: axe-core finds nothing on them, light or dark, wide or narrow."""

import pytest
from helpers.accessibility import barriers

from autograder.model.verdict import CellError, CheckVerdict, Picture, QuestionVerdict, Verdict, WrittenAnswer
from autograder.report.card import card_html, summary_html
from autograder.report.page import page as report_page

pytestmark = pytest.mark.browser
HISTOGRAM = Picture(kind="histogram", title="Weights", data={"values": [0.1, -0.2, 0.4], "bound": 0.3})
FAILED = CheckVerdict(
    name="Each batch is a step",
    points=2,
    passed=False,
    message="The parameters of `model` stand still.\n    x = 1\n",
    hint="`step`",
    pictures=[HISTOGRAM],
)
WAITS = CheckVerdict(name="The average follows", points=1, passed=False, message="Because of the checks above.", waits=True)
PASSED = CheckVerdict(name="The mode is right", points=1, passed=True)
QUESTION = QuestionVerdict(name="q5", title="One epoch", checks=[FAILED, WAITS, PASSED])
RIGHT = QuestionVerdict(name="q6", title="Accuracy", checks=[PASSED])
NOTHING = QuestionVerdict(name="q7", title="Together", checks=[FAILED])


def verdict() -> Verdict:
    return Verdict(
        submission="kim.ipynb",
        assignment="mnist_mlp",
        title="An MLP",
        course="Deep networks",
        graded_at="2026-11-29 12:00",
        digest="0",
        outcome="graded",
        behaves_as_if="the learning rate were ignored",
        questions=[QUESTION, RIGHT, NOTHING],
        missing=["seaborn"],
        notes=["a note"],
        seconds={"read": 0.1},
        written=[
            WrittenAnswer(name="q8", title="Why?", points=2, answer="because"),
            WrittenAnswer(name="q9", title="So?", points=2, answer="", earned=0),
        ],
        cell_errors=[CellError(cell="the cell with `train`, Question 5", message="NameError: name\n    x = 1")],
    )


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shown", ["page", "card"])
def test_nothing_stands_in_the_way(chromium, shown, scheme, width):
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    tab = context.new_page()
    if shown == "page":
        tab.set_content(report_page(verdict()))
    else:
        cards = card_html(QUESTION, "Question 5. One epoch", ["`train` was changed since its cell ran."])
        cards += summary_html("Points so far", ["Still to fill in: Question 3.", "Save it."], "3 / 4")
        ground = "background:#fff" if scheme == "light" else "background:#111; color:#eee"
        tab.set_content(
            f'<html lang="en"><title>A notebook</title><body style="{ground}"><main><h1>Notebook</h1><h2>Five</h2>{cards}</main>'
        )
    for folded in tab.locator("details").all():
        folded.evaluate("one => one.open = true")
    assert barriers(tab) == []
    context.close()
