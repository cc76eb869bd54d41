"""The card: a cause is reported once, failures come before passed checks, and a student's text cannot control the page."""

import re
from html import unescape

from autograder.model.verdict import CheckVerdict, Picture, QuestionVerdict
from autograder.report.card import card_html, card_text, summary_html, summary_text
from autograder.report.causes import causes


def check(name: str, points: float = 1, **changes: object) -> CheckVerdict:
    return CheckVerdict.model_validate({"name": name, "points": points, "passed": not changes} | changes)


def question(*checks: CheckVerdict) -> QuestionVerdict:
    return QuestionVerdict(name="q5", title="One epoch", checks=list(checks))


def text_of(html: str) -> str:
    body = html.partition("</style>")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()


BLANK = {
    "blanks": ["`train`, Question 5, line 4"],
    "message": "There is still a blank to fill in: `train`, Question 5, line 4.",
}


def test_all_passed_is_a_line() -> None:
    verdict = question(check("steps", 2), check("mode"))
    assert (
        card_text(verdict, "Question 5. One epoch", [])
        == "Question 5. One epoch: 3 of 3 points\n✓ 2 checks passed: steps; mode"
    )
    assert text_of(card_html(verdict, "Question 5. One epoch", [])).startswith("Question 5. One epoch 3 / 3 ✓ 2 checks passed")


def test_a_cause_is_told_once_and_waiting_checks_come_last() -> None:
    verdict = question(
        check("waits for it", waits=True, message="Because of Question 4."),
        check("a", **BLANK, hint="never shown"),
        check("passed"),
        check("b", 2, **BLANK | {"blanks": [*BLANK["blanks"], "`other`, line 1"]}),
        check("alone", message="It is 3.", hint="Look at `x`."),
        check("stopped", message="Your code stopped in a way", cause="here: ValueError"),
        check("stopped too", message="Your code stopped in another way", cause="here: ValueError"),
    )
    found = [([one.name for one in cause.checks], cause.message, cause.hint, cause.waits) for cause in causes(verdict)]
    blanks = "There are still 2 blanks to fill in: `train`, Question 5, line 4; `other`, line 1."
    assert found == [
        (["a", "b"], blanks, "", False),
        (["alone"], "It is 3.", "Look at `x`.", False),
        (["stopped", "stopped too"], "Your code stopped in a way", "", False),
        (["waits for it"], "Because of Question 4.", "", True),
    ]
    for shown in (card_text(verdict, "Question 5", []), text_of(card_html(verdict, "Question 5", []))):
        assert shown.count("blanks to fill in") == 1 and "never shown" not in shown
        assert shown.index("alone") < shown.index("waits for it") < shown.index("1 check passed")


def test_remarks_and_pictures_are_shown() -> None:
    picture = Picture(kind="histogram", title="Weights", data={"values": [0.1, 0.2], "bound": 0.3})
    verdict = question(check("spread", message="Too wide.", pictures=[picture]))
    html = card_html(verdict, "Question 5", ["`train` was changed since its cell ran."])
    assert "<svg" in html and "Weights" in html
    assert "`train` was changed" in card_text(verdict, "Question 5", ["`train` was changed since its cell ran."])


def test_what_comes_from_a_student_is_escaped() -> None:
    evil = "<script>alert(1)</script>\u202e\x1b[2J"
    verdict = question(check(evil, message=evil, hint=evil), check("b", blanks=[evil], message=evil))
    html = card_html(verdict, evil, [evil]) + summary_html(evil, [evil], evil)
    assert "<script" not in html and "\u202e" not in html and "\x1b" not in html
    text = card_text(verdict, evil, [evil]) + summary_text(evil, [evil], evil)
    assert "\u202e" not in text and "\x1b" not in text


def test_styles_stay_within_the_card() -> None:
    """Each rule applies only inside a card, since a notebook has its own styles."""
    css = card_html(question(check("a")), "Question 5", []).partition("<style>")[2].partition("</style>")[0]
    css = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", css, flags=re.S)
    selectors = [selector.strip() for group in re.findall(r"([^{}]+)\{", css) for selector in re.split(r",(?![^(]*\))", group)]
    assert selectors and all(".autograder" in selector for selector in selectors if selector)


def test_summaries() -> None:
    assert summary_text("Points so far", ["One.", "Two."], "31 / 38") == "Points so far: 31 / 38\n- One.\n- Two."
    assert text_of(summary_html("Points so far", ["One.", "Two."], "31 / 38")) == "Points so far 31 / 38 One. Two."
