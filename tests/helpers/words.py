"""English in a text that should be in another language."""

import re

# Python's own errors, code, values in quotes, calls, names with underscores, tags and styles are the same in each language.
NO_WORDS = re.compile(
    r"\b[A-Z]\w*(?:Error|Exception|Interrupt|Warning): .*?$|<(style|svg|pre|code)\b.*?</\1>|<[^>]*>|`[^`]*`|^ {2,}.*?$"
    r"|\bnan\b|\(out, in\)|\w+ encountered in \w+|\"[^\"]*\"|'[^']*'|[A-Za-z_.]+\([^)]*\)|\w+_\w+(?:\.\w+)*",
    re.M | re.S,
)
ENGLISH = re.compile(r"\b[A-Za-z][a-z]+ [a-z]{2,}\b")


def english_words(text: str) -> list[str]:
    """The places where two English words follow one another, which no name and no formula does."""
    return ENGLISH.findall(NO_WORDS.sub(" ", text))
