"""The catalogs of translations (GNU gettext): update them from the texts in the code, and find what is not translated.

The course's own catalogs lie in its folder `locale`, the package's in `autograder/locale`, a .po file for each language. A .mo file beside
the package's holds the same for gettext, since students install no tool that reads .po files.
"""

import io
import json
import string
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from autograder import __version__
from autograder.authoring.code_texts import texts_of_code
from autograder.authoring.extraction import Message, all_texts, marked_texts, template_texts
from autograder.authoring.master import read_master, stubbed
from autograder.grading.known_mistakes import MISTAKES_FILE
from autograder.model.course import Course
from autograder.model.course_texts import CatalogError, read_catalog
from autograder.model.language import ENGLISH, LOCALE
from autograder.model.paths import COURSE_FILE
from autograder.model.source_text import read_source

PACKAGE = LOCALE.parent
ONLY_FOR_STUDENTS = PACKAGE / "checks" / "expect"  # each text in these modules is for students
SHOWN = 5  # texts in a complaint
Texts = dict[Message, set[str]]  # and the files they are in, as paths in the course or the package


def languages(course: Course) -> list[str]:
    """The languages of the course's notebooks besides English."""
    return sorted({tag for assignment in course.assignments.values() for tag in assignment.title} - {ENGLISH})


def course_messages(course: Course) -> Texts:
    """Find the texts of the course: its name, titles, checks, known mistakes, and the code that students are given.

    Raises MasterError, NotTranslatable.
    """
    found: Texts = {course.name: {COURSE_FILE}}
    for name, assignment in course.assignments.items():
        _add(found, (question.title for question in assignment.questions), COURSE_FILE)
        for path in sorted(course.tests_folder(name).glob("*.py")):
            texts = (text for text in all_texts(read_source(path), path) if isinstance(text, str))
            _add(found, texts, path.relative_to(course.folder).as_posix())
        mistakes = course.examples_folder(name) / MISTAKES_FILE
        if mistakes.is_file():
            place = mistakes.relative_to(course.folder).as_posix()
            _add(found, json.loads(mistakes.read_text(encoding="utf-8")).values(), place)
        master = course.master(name)
        if master.is_file():
            place = master.relative_to(course.folder).as_posix()
            code = (cell.source for cell in stubbed(read_master(master)).cells if cell.cell_type == "code")
            _add(found, (text for source in code for text in texts_of_code(source)), place)
    return found


def package_messages() -> Texts:
    """Find the texts of this package that students read."""
    found: Texts = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        texts = all_texts(source, path) if ONLY_FOR_STUDENTS in path.parents else marked_texts(source)
        _add(found, texts, path.relative_to(PACKAGE).as_posix())
    for path in sorted(PACKAGE.rglob("*.j2")):
        _add(found, template_texts(path.read_text(encoding="utf-8")), path.relative_to(PACKAGE).as_posix())
    return found


def _add(found: Texts, texts: Iterator[Message] | Iterator[str], place: str) -> None:
    for text in texts:
        found.setdefault(text, set()).add(place)


def update_catalogs(course: Course) -> Iterator[str]:
    """Write the course's catalogs: new texts are added without a translation, and others removed. Yield a line for each.

    Raises CatalogError.
    """
    messages = course_messages(course)
    for tag in languages(course):
        yield _update(course.catalog(tag), tag, messages)


def update_package_catalogs(tags: list[str]) -> Iterator[str]:
    """Write the catalogs of this package, and what gettext reads, for these languages and all that it has. Yield a line for each."""
    messages = package_messages()
    for tag in sorted({*tags, *(path.stem for path in LOCALE.glob("*.po"))}):
        path = LOCALE / f"{tag}.po"
        yield _update(path, tag, messages)
        path.with_suffix(".mo").write_bytes(_compiled(read_catalog(path)))


def _update(path: Path, tag: str, messages: Texts) -> str:
    before = read_catalog(path) if path.is_file() else Catalog(locale=tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = io.BytesIO()
    catalog = _catalog(tag, messages, before)
    write_po(file, catalog, width=0, omit_header=False, sort_output=False, include_previous=False)
    path.write_bytes(file.getvalue())
    left = len(_untranslated(catalog, messages))
    return f"{path}: {len(messages)} texts, {left} of them without a translation"


def _catalog(tag: str, messages: Texts, before: Catalog) -> Catalog:
    """A catalog of the messages with the translations from `before`; nothing in it changes from day to day."""
    catalog = Catalog(
        locale=tag,
        fuzzy=False,
        project="dl-autograder",
        version=__version__,
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        creation_date=before.creation_date,
        revision_date=before.creation_date,
    )
    catalog.header_comment = "# Translations of what students read. `autograder translate` adds the texts."
    for message, places in messages.items():
        known = before.get(message)
        if known is None:
            known = Entry(message)
        flags, found_in = known.flags & {"fuzzy"}, [(place, None) for place in sorted(places)]  # line numbers change too often
        catalog.add(message, known.string, found_in, flags, user_comments=known.user_comments)  # type: ignore[arg-type]
    return catalog


def _compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else _compiled(Catalog())


def _entries(compiled: bytes) -> dict[Any, str]:
    """The translations in a compiled catalog, without its header, which names Babel's version."""
    found = GNUTranslations(io.BytesIO(compiled))
    return {key: text for key, text in vars(found)["_catalog"].items() if key}


def check_catalogs(course: Course) -> None:
    """Raise CatalogError if a text has no translation into a language of the course's notebooks, or one that does not fit."""
    tags = languages(course)
    if not tags:
        return
    messages, own = course_messages(course), package_messages()
    for tag in tags:
        _check(course.catalog(tag), messages, "autograder translate")
        _check(LOCALE / f"{tag}.po", own, "autograder translate --package")
        compiled = LOCALE / f"{tag}.mo"
        if _entries(_read(compiled)) != _entries(_compiled(read_catalog(LOCALE / f"{tag}.po"))):
            raise CatalogError(f"{compiled} is out of date; run `autograder translate --package`.")


def _check(path: Path, messages: Texts, command: str) -> None:
    if not path.is_file():
        raise CatalogError(f"{path} is missing, so students would read English. Run `{command}`, and translate the file.")
    catalog = read_catalog(path)
    left = _untranslated(catalog, messages)
    if left:
        raise CatalogError(_complaint(path, f"{len(left)} texts without a translation", left, command))
    wrong = [text for text in messages if not _fits(text, catalog)]
    if wrong:
        raise CatalogError(_complaint(path, f"{len(wrong)} translations whose fields in braces differ", wrong, command))


def _complaint(path: Path, what: str, texts: list[Message], command: str) -> str:
    shown = "\n".join(f"  {text if isinstance(text, str) else text[0]!r}" for text in texts[:SHOWN])
    more = f"\n  and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    return f"{path} has {what}:\n{shown}{more}\nRun `{command}`, and edit the file."


def _untranslated(catalog: Catalog, messages: Texts) -> list[Message]:
    found = {message: catalog.get(message) for message in messages}
    return [message for message, entry in found.items() if entry is None or entry.fuzzy or not _strings(entry.string)]


def _strings(translation: object) -> list[str]:
    """The translations of a message: one, or one for each plural form; empty if one is missing."""
    strings = [translation] if isinstance(translation, str) else list(translation)  # type: ignore[call-overload]
    return strings if all(strings) else []


def _fits(message: Message, catalog: Catalog) -> bool:
    """Whether the fields in braces of a translation are those of the text."""
    found = catalog.get(message)
    wanted = _fields(message if isinstance(message, str) else message[1])
    return wanted is None or all(_fields(string) == wanted for string in _strings(found.string if found else ""))


def _fields(text: str) -> list[tuple[str, str, str]] | None:
    """The fields of a format, by the values that they show; None if the text is not a format."""
    try:
        return sorted(_numbered(text))
    except ValueError:
        return None


def _numbered(text: str) -> Iterator[tuple[str, str, str]]:
    count = 0
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            yield name or str(count), spec or "", conversion or ""
            count += 1 + (spec or "").count("{}")
