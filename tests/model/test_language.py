"""Messages in the student's language: looked up by their English text, then filled in; English where there is no translation."""

import copy
import gettext
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.ask import StudentError
from autograder.checks.failure import CheckFailed
from autograder.model import language
from autograder.model.language import Language, available, current, english, quoted, speaking, tr, tr_all, tr_plural
from autograder.model.submission import Unreadable

TOY = Language(
    "xx",
    {
        "The cost": "DIE KOSTEN",
        "{} is {:.1f}, not {}.": "nicht {2}: {0} = {1:.1f}",
        "{} and {}": "{} und {}",
        "one word": "EIN WORT",
        "Momentum": "SCHWUNG",
    },
)


def test_values_are_translated_and_may_change_places():
    with speaking(TOY):
        said = tr("{} is {:.1f}, not {}.", "The cost", 2.25, "one word")
    assert said == "nicht EIN WORT: DIE KOSTEN = 2.2"
    assert said.english == "The cost is 2.2, not one word."


def test_a_single_word_may_be_a_name_in_the_code():
    with speaking(TOY):
        assert tr("{} and {}", "Momentum", tr("Momentum")) == "Momentum und SCHWUNG"


def test_a_text_in_a_text_keeps_its_english():
    with speaking(TOY):
        inner = tr_all("{} and {}", ["one word", "The cost", "b"])
        outer = tr("{} and {}", inner, 3)
    assert (outer, outer.english) == (
        "EIN WORT und DIE KOSTEN und b und 3",
        "one word and The cost and b and 3",
    )


def test_what_has_no_translation_stays_english():
    with speaking(TOY):
        assert tr("Nothing like it: {}", "The cost") == "Nothing like it: DIE KOSTEN"
        assert tr_plural("{} point", "{} points", 1) == "1 point"
        assert tr_plural("{} point", "{} points", 2) == "2 points"
    assert tr_all("{} and {}", []) == ""


@given(st.text(), st.text(), st.floats(allow_nan=False))
def test_english_is_what_str_format_gives(text, value, number):
    assert tr(text) == text
    assert tr("{!r} {} {:.3g} {{}}", text, value, number) == f"{text!r} {value} {number:.3g} {{}}"
    with speaking(Language("no-such-language")):
        assert tr("{} {}", text, value) == f"{text} {value}"
        assert tr(text) == text


def test_an_empty_text_is_not_the_catalog_s_header():
    with speaking(Language("ko")):
        assert tr("") == ""
        assert tr("{}", "") == ""


def test_a_student_s_words_are_shown_as_they_are():
    with speaking(TOY):
        assert tr("{} and {!r}", quoted("The cost"), quoted("one word")) == "The cost and 'one word'"


def test_a_text_can_be_copied_and_pickled():
    with speaking(TOY):
        text = tr("The cost")
    for made in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (made, made.english) == ("DIE KOSTEN", "The cost")


def test_failures_translate_their_message_and_keep_the_english():
    with speaking(TOY):
        for error in (CheckFailed("The cost"), StudentError("The cost"), Unreadable("The cost")):
            assert str(error) == "DIE KOSTEN"
            assert english(error.args[0]) == "The cost"


def test_the_language_ends_with_its_block_and_other_threads_have_their_own():
    heard = []
    with pytest.raises(KeyError), speaking(TOY):
        thread = threading.Thread(target=lambda: heard.append(current().tag))
        thread.start()
        thread.join()
        raise KeyError
    assert (heard, current().tag) == (["en"], "en")


def test_the_package_speaks_korean_and_no_path_leaves_its_folder(tmp_path, monkeypatch):
    assert available() >= {"en", "ko"}
    with speaking(Language("ko")):
        assert tr("{} should be {}, but is {}.", "x", 1, 2) != "x should be 1, but is 2."
    (tmp_path / "out.mo").write_bytes((language.LOCALE / "ko.mo").read_bytes())
    monkeypatch.setattr(language, "LOCALE", tmp_path / "in")
    language.package_catalog.cache_clear()
    try:
        assert type(language.package_catalog("../out")) is gettext.NullTranslations
    finally:
        language.package_catalog.cache_clear()
