"""The language of what students read: `tr` translates a message, and `speaking` chooses the language.

Messages are written in English, which is also the key of their translation (GNU gettext). The package's translations lie in
`autograder/locale`, a course's own in its folder `locale`; see `autograder translate`.
"""

import gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial, reduce
from pathlib import Path
from typing import Any, Self

ENGLISH = "en"
LOCALE = Path(__file__).parents[1] / "locale"


class Text(str):
    """A message in the student's language; `english` is the same for an instructor's tables."""

    english: str

    def __new__(cls, text: str, english: str) -> Self:
        made = super().__new__(cls, text)
        made.english = english
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (str(self), self.english)


@dataclass(frozen=True)
class Language:
    """A language by its tag, as "ko", with a course's own translations by their English texts."""

    tag: str = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)

    def lookup(self, message: str) -> str:
        """Return the translation of a message; the message itself if there is none."""
        if self.tag == ENGLISH or not message:  # gettext's text for "" is the catalog's header
            return message
        return self.texts.get(message) or package_catalog(self.tag).gettext(message)

    def lookup_plural(self, one: str, many: str, count: float) -> str:
        """Return the translation that fits the count; by English rules if there is none."""
        if self.tag == ENGLISH:
            return one if count == 1 else many
        return package_catalog(self.tag).ngettext(one, many, int(count) if count == int(count) else 2)


_language: ContextVar[Language] = ContextVar("language", default=Language())  # noqa: B039  immutable


@lru_cache
def package_catalog(tag: str) -> gettext.NullTranslations:
    """The package's own translations into a language; empty if there are none."""
    path = LOCALE / f"{Path(tag).name}.mo"
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:  # there is none, or this process may not read it
        return gettext.NullTranslations()


def load_catalogs() -> None:
    """Read the package's translations into all languages: a process that may read no files later has them then."""
    for path in LOCALE.glob("*.mo"):
        package_catalog(path.stem)


@cache
def available() -> frozenset[str]:
    """The languages that the package speaks."""
    return frozenset({ENGLISH, *(path.stem for path in LOCALE.glob("*.mo"))})


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let `tr` translate into `language` in this block."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def speak(language: Language) -> None:
    """Let `tr` translate into `language` from now on."""
    _language.set(language)


def current() -> Language:
    """The language that `tr` translates into."""
    return _language.get()


def tr(message: str, *values: object, **named: object) -> Text:
    """Translate `message`, whose fields in braces `str.format` fills with the values. Values of several words are translated, too.

    A message without values is not formatted, and keeps its braces.
    """
    return _text(message, current().lookup(message), values, named)


def mark(message: str) -> str:
    """Mark a constant as a text to translate, by `tr`, where it is used."""
    return message


def tr_plural(one: str, many: str, count: float, *values: object) -> Text:
    """Translate `one` or `many`, which fits the count. The count is the first value, then come the others."""
    english = one if count == 1 else many
    return _text(english, current().lookup_plural(one, many, count), (count, *values), {})


def tr_all(join: str, items: Iterable[str]) -> str:
    """Join words by a phrase for two of them, as "{} and {}"; empty if there are no words."""
    first, *others = [*items] or [""]
    return reduce(partial(tr, join), others, first)


def quoted(text: str) -> Text:
    """A student's own words, which `tr` shows as they are."""
    return Text(text, text)


def english(text: str) -> str:
    """The English of a text that `tr` made; any other text as it is."""
    return text.english if isinstance(text, Text) else str(text)


def _text(message: str, translation: str, values: tuple[object, ...], named: Mapping[str, object]) -> Text:
    if not values and not named:
        return Text(translation, english(message))
    in_english = message.format(*map(_english, values), **{key: _english(value) for key, value in named.items()})
    if current().tag == ENGLISH:
        return Text(in_english, in_english)
    shown = translation.format(*map(_translated, values), **{key: _translated(value) for key, value in named.items()})
    return Text(shown, in_english)


def _english(value: Any) -> Any:
    return english(value) if isinstance(value, str) else value


def _translated(value: Any) -> Any:
    """A text of several words in the language. A single word may be a name, such as the class `Momentum`; it is kept, and so is a Text."""
    is_plain = isinstance(value, str) and not isinstance(value, Text)
    return current().lookup(value) if is_plain and " " in value else value
