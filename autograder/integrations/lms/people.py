"""Names of people and groups in different systems: a number identifies a person only if the name beside it agrees."""

import unicodedata
from collections import Counter

MIN_PREFIX = 12  # letters that identify a name: systems and disks cut long ones


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal up to case, punctuation, spaces, Unicode normal form and the order of words."""
    if one == other:
        return bool(one.strip())
    left, right = _words(one), _words(other)
    if not left or not right:  # only symbols
        return bool(_bare(one)) and _bare(one) == _bare(other)
    return sorted(left) == sorted(right) or bool(_joined(left) & _joined(right))


def names_agree(one: str, other: str) -> bool:
    """Whether two names can belong to one person: equal, or one shortened by whole words or at its end.

    A single word, such as a family name, is not enough, unless the rest is a number: "Participant" and "Participant 36".
    """
    if same_name(one, other):
        return True
    left, right = _words(one), _words(other)
    if not left or not right:
        return False
    short, long = sorted(("".join(left), "".join(right)), key=len)
    fewer, more = sorted((Counter(left), Counter(right)), key=Counter.total)
    some = fewer <= more and (fewer.total() > 1 or any(word.isdigit() for word in more - fewer))
    return some or (len(short) >= MIN_PREFIX and long.startswith(short))


def _words(name: str) -> list[str]:
    """The runs of letters and digits, without accents and apostrophes, which systems drop or write in different ways."""
    text = unicodedata.normalize("NFKD", name).casefold()
    dropped = (letter in "'’‘`´" or unicodedata.category(letter)[0] == "M" for letter in text)
    kept = (letter if letter.isalnum() else " " for letter, drop in zip(text, dropped, strict=True) if not drop)
    return "".join(kept).split()


def _joined(words: list[str]) -> set[str]:
    """The words joined, starting from each of them: "kimminsu" and "minsukim"."""
    return {"".join(words[start:] + words[:start]) for start in range(len(words))}


def _bare(name: str) -> str:
    """A name without letters, reduced to the characters that systems keep in file names."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(letter for letter in text if not letter.isspace() and letter not in "_&<>\"`|':\\/")
