"""Catalogs of translations, in a course with one question: what `translate` collects, what `build --check` refuses, what students read."""

import ast
import json

import nbformat
import pytest
from babel.messages.pofile import read_po, write_po

from autograder.authoring.catalogs import (
    PACKAGE,
    check_catalogs,
    course_messages,
    languages,
    package_messages,
    update_catalogs,
    update_package_catalogs,
)
from autograder.authoring.code_texts import texts_of_code, translated_code
from autograder.authoring.extraction import NotTranslatable, all_texts, is_prose, marked_texts, template_texts
from autograder.authoring.handout import reference, stub
from autograder.grading.engine import Task, grade_all
from autograder.grading.grader import Grader
from autograder.model.course_file import load_course
from autograder.model.course_texts import CatalogError
from autograder.model.submission import SubmittedFile
from autograder.report.page import page

GRADER = """
course: Tiny
assignments:
  tiny:
    title: {en: Tiny, xx: Klein}
    frameworks: []
    points: 1
    questions:
      q1: {title: The only question, points: 1}
"""
MASTER = '''# %% [markdown] lang="en"
# Text

# %% [markdown] lang="xx"
# Ein Text

# %% name="level"
def level():
    """Return the level.

    A number:
      0  low
    """
    # count from one
    return 1.0  # SOLUTION

# %%
grader.check("q1")
'''
TEST = '''"""Return the level."""

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q1"


@probe
def level(student):
    return student.level()


@check("The level is right", points=1, hint="Look at one.")
def right(ask):
    found = expect.number(ask(level), "The level that is returned")
    ask.rng("no text for students")
    expect.that(found < 2, tr("{:.1f} is more than {}.", found, "two of them"))
    expect.that(found == 1, "It is too small.")
'''
WORDS = {
    "Tiny": "WINZIG",
    "The only question": "DIE FRAGE",
    "The level is right": "DIE HÖHE STIMMT",
    "Look at one.": "SCHAU AUF EINS.",
    "The level that is returned": "DIE HÖHE",
    "{:.1f} is more than {}.": "ZU VIEL FUER {1}: {0:.1f}",
    "two of them": "ZWEI",
    "It is too small.": "ZU KLEIN.",
    "Return the level.\n\nA number:\n  0  low": "GIB DIE.\n\nEINE ZAHL:\n  0  TIEF",
    "count from one": "ZÄHLE AB EINS",
}


@pytest.fixture
def tiny(tmp_path):
    for path, text in {"grader.yml": GRADER, "solutions/tiny.py": MASTER, "tests/assignments/tiny/q1.py": TEST}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return load_course(tmp_path)


def translate(path, words):
    """Fill in the translations, as an editor for catalogs does."""
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id and (text := words.get(message.id)) is not None:
            message.string = text
    with path.open("wb") as file:
        write_po(file, catalog)


def submitted(course, answer, language="xx"):
    notebook = stub(course, course.assignment("tiny"), language)
    cell = next(cell for cell in notebook.cells if "def level" in cell.source)
    cell.source = f"def level():\n    return {answer}"
    return SubmittedFile("kim.ipynb", nbformat.writes(notebook).encode())


def graded(course, answer, language="xx"):
    return grade_all([Task(Grader(course, course.assignment("tiny")), submitted(course, answer, language))], jobs=1)[0]


def test_what_is_collected(tiny):
    assert languages(tiny) == ["xx"]
    assert set(course_messages(tiny)) == set(WORDS)


def test_translations_are_kept_new_texts_added_and_old_ones_removed(tiny):
    list(update_catalogs(tiny))
    path = tiny.catalog("xx")
    translate(path, WORDS)
    before = path.read_bytes()
    test = tiny.tests_folder("tiny") / "q1.py"
    test.write_text(TEST.replace("It is too small.", "It is far too small."))
    assert list(update_catalogs(tiny)) == [f"{path}: {len(WORDS)} texts, 1 of them without a translation"]
    assert "ZU KLEIN" not in path.read_text()
    test.write_text(TEST)
    list(update_catalogs(tiny))
    translate(path, WORDS)
    list(update_catalogs(tiny))
    twice = path.read_bytes()
    list(update_catalogs(tiny))
    assert path.read_bytes() == twice
    assert sorted(before.splitlines()) == sorted(twice.splitlines())


def test_a_translator_s_remarks_are_kept(tiny):
    list(update_catalogs(tiny))
    translate(tiny.catalog("xx"), WORDS)
    text = tiny.catalog("xx").read_text()
    place = "#: tests/assignments/tiny/q1.py\n"
    fuzzy = text.replace(f'{place}msgid "Look', f'# my own note\n{place}#, fuzzy\nmsgid "Look')
    assert fuzzy != text
    tiny.catalog("xx").write_text(fuzzy)
    (line,) = update_catalogs(tiny)
    assert line.endswith(" 1 of them without a translation")  # what is fuzzy is not done yet
    assert "# my own note\n" in tiny.catalog("xx").read_text() and "#, fuzzy" in tiny.catalog("xx").read_text()


def complaint(course):
    with pytest.raises(CatalogError) as error:
        check_catalogs(course)
    return str(error.value)


def test_what_the_check_refuses(tiny):
    assert complaint(tiny).startswith(f"{tiny.catalog('xx')} is missing")
    list(update_catalogs(tiny))
    assert f"has {len(WORDS)} texts without a translation" in complaint(tiny)
    translate(tiny.catalog("xx"), WORDS | {"{:.1f} is more than {}.": "ZU VIEL FUER {1}"})
    assert "1 translations whose fields in braces differ:\n  '{:.1f} is more than {}.'" in complaint(tiny)
    translate(tiny.catalog("xx"), WORDS)
    assert complaint(tiny).startswith(f"{PACKAGE / 'locale' / 'xx.po'} is missing")
    tiny.catalog("xx").write_text('msgid "unfinished\n')
    assert "is not a catalog of translations" in complaint(tiny)


@pytest.mark.parametrize(
    "text",
    [
        'f"It is {found}, too small."',
        '"It is " + str(found)',
        '"It is %s" % found',
        '"It is {}".format(found)',
        '" and it ".join([])',
    ],
)
def test_a_text_that_is_put_together_is_refused_with_its_line(tiny, text):
    test = tiny.tests_folder("tiny") / "q1.py"
    test.write_text(TEST.replace('"It is too small."', text))
    with pytest.raises(NotTranslatable, match=r"q1\.py, line 19: a text that is put together cannot be translated"):
        course_messages(tiny)


def test_a_student_reads_one_language(tiny):
    list(update_catalogs(tiny))
    translate(tiny.catalog("xx"), WORDS)
    notebook = stub(tiny, tiny.assignment("tiny"), "xx")
    code = next(cell.source for cell in notebook.cells if "def level" in cell.source)
    assert '    """GIB DIE.\n\n    EINE ZAHL:\n      0  TIEF\n    """\n    # ZÄHLE AB EINS\n' in code
    assert notebook.metadata["autograder"]["texts"]["Look at one."] == "SCHAU AUF EINS."
    verdict = graded(tiny, 7)
    assert verdict.questions[0].checks[0].message == "ZU VIEL FUER ZWEI: 7.0"
    assert verdict.questions[0].checks[0].name == "The level is right"  # instructors' tables
    shown = page(verdict)
    assert '<html lang="xx"' in shown
    assert all(
        word in shown
        for word in ("DIE FRAGE", "DIE HÖHE STIMMT", "SCHAU AUF EINS.", "ZU VIEL FUER ZWEI: 7.0", "<h1>Klein</h1>")
    )
    assert not any(word in shown for word in ("The only question", "The level is right", "Look at one."))
    assert graded(tiny, -1).questions[0].checks[0].message == "ZU KLEIN."
    assert graded(tiny, 7, "en").questions[0].checks[0].message == "7.0 is more than two of them."
    assert '<html lang="en"' in page(graded(tiny, 7, "en"))


def test_a_translation_changes_the_version_and_no_points(tiny):
    before = Grader(tiny, tiny.assignment("tiny")).version
    list(update_catalogs(tiny))
    translate(tiny.catalog("xx"), WORDS)
    assert Grader(tiny, tiny.assignment("tiny")).version != before
    assert graded(tiny, 1).earned == graded(tiny, 1, "en").earned == 1


def test_a_language_that_the_course_does_not_have_is_english(tiny):
    file = submitted(tiny, 7)
    tree = json.loads(file.content)
    tree["metadata"]["autograder"]["language"] = "../xx"
    task = Task(Grader(tiny, tiny.assignment("tiny")), SubmittedFile("kim.ipynb", json.dumps(tree).encode()))
    verdict = grade_all([task], jobs=1)[0]
    assert verdict.language == "en"
    assert verdict.questions[0].checks[0].message == "7.0 is more than two of them."


def test_the_reference_stays_as_it_is(tiny):
    code = next(cell.source for cell in reference(tiny, tiny.assignment("tiny")).cells if "def level" in cell.source)
    assert "Return the level." in code


def test_this_course_and_the_package_are_translated(course):
    check_catalogs(course)


def test_the_package_s_texts_come_from_modules_and_templates():
    found = package_messages()
    assert {"Hint:", "{} should be {}, but is {}.", ("{} check passed", "{} checks passed")} <= set(found)
    assert found["Hint:"] >= {"report/card.py", "report/question.html.j2"}


def test_another_babel_changes_nothing(course, monkeypatch):
    monkeypatch.setattr("babel.messages.catalog.VERSION", "99.9")
    check_catalogs(course)


def test_a_new_language_of_the_package_gets_a_catalog(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.authoring.catalogs.LOCALE", tmp_path)
    (line,) = update_package_catalogs(["de"])
    assert (
        line
        == f"{tmp_path / 'de.po'}: {len(package_messages())} texts, {len(package_messages())} of them without a translation"
    )
    assert (tmp_path / "de.mo").is_file()


@pytest.mark.parametrize("text", ["It is too small.", "the weights", " of extreme values", "두 단어"])
def test_prose(text):
    assert is_prose(text)


@pytest.mark.parametrize("text", ["q5", "running_mean", "σ = 1", " ", ", ", r"^\s*(a b)", "–", "1 2"])
def test_no_prose(text):
    assert not is_prose(text)


def test_marked_texts():
    lines = [
        'tr("a {}", b)',
        'tr(k, "v")',
        'SessionLost(kind, "x y")',
        'x.tr_plural("{} c", "{} cs", 2)',
        'tr_all("{} and {}", z)',
    ]
    source = "\n".join([*lines, 'mark("d")', 'CheckFailed("e f")', 'other("g h")', "tr(i)"])
    assert list(marked_texts(source)) == ["a {}", "x y", ("{} c", "{} cs"), "{} and {}", "d", "e f"]


def test_all_texts_leave_out_docstrings_and_what_no_student_reads(tmp_path):
    source = (
        '"""A docstring here."""\nask.rng("a purpose here")\nraise ValueError("an error here")\nx = ["a text here", f"{y} {z}"]'
    )
    assert list(all_texts(source, tmp_path)) == ["a text here"]


def test_template_texts():
    assert list(
        template_texts('{{ tr("a b") }}{{ tr_plural("{} c", "{} cs", n) }}{{ tr(name) }}<p title="{{ tr("d {}", 1) }}">')
    ) == [
        "a b",
        ("{} c", "{} cs"),
        "d {}",
    ]


CODE = '''import os  # for the files

class Net:
    """A network – klein."""

    def run(self, x):
        """Run it.

        x  a row \\\\ column
        """
        return "# no comment here"  # the result of it'''


def test_code_without_translations_stays_as_it_is():
    assert translated_code(CODE, {}) == CODE
    assert translated_code("%%time\nx = 1  # one of them", {"one of them": "EINS"}) == "%%time\nx = 1  # one of them"


def test_each_text_of_code_is_replaced_in_its_place():
    texts = {text: text.upper() for text in texts_of_code(CODE)}
    assert set(texts) == {"for the files", "the result of it", "A network – klein.", "Run it.\n\nx  a row \\ column"}
    shown = translated_code(CODE, texts)
    for text in ("for the files", "the result of it", "A network – klein.", "Run it.", "x  a row", "column"):
        assert text not in shown
    assert set(texts_of_code(shown)) == set(texts.values())
    assert 'return "# no comment here"' in shown
    assert shown.count("\n") == CODE.count("\n")


@pytest.mark.parametrize("text", ['He said "no"', 'one """ two', "a\nb", "back\\slash"])
def test_no_translation_breaks_the_code(text):
    texts = dict.fromkeys(texts_of_code(CODE), text)
    shown = translated_code(CODE, texts)
    assert len(ast.parse(shown).body) == len(ast.parse(CODE).body)
    assert "return" in shown and shown.count("#") == CODE.count("#")
