"""Names of people and groups as systems write them: a number identifies somebody only where the name beside it agrees."""

import unicodedata
from collections import Counter

MIN_PREFIX = 12  # letters of which the beginning of a name is enough: systems and disks cut long ones


def same_name(one: str, other: str) -> bool:
    """Whether both are one name, whatever was done to its case, punctuation, spaces, normal form and the order of its words."""
    if one == other:
        return bool(one.strip())
    left, right = _words(one), _words(other)
    if not left or not right:  # nothing but symbols
        return bool(_bare(one)) and _bare(one) == _bare(other)
    return sorted(left) == sorted(right) or bool(_joined(left) & _joined(right))


def names_agree(one: str, other: str) -> bool:
    """Whether both can be one person's name: the same, or one of them shortened, by whole words or at its end.

    One word alone, such as a family name, says too little, unless the rest is a number: "Participant" and "Participant 36".
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
    """Its runs of letters and digits, without accents and apostrophes: systems drop either, and write either in two ways."""
    text = unicodedata.normalize("NFKD", name).casefold()
    dropped = (letter in "'’‘`´" or unicodedata.category(letter)[0] == "M" for letter in text)
    kept = (letter if letter.isalnum() else " " for letter, drop in zip(text, dropped, strict=True) if not drop)
    return "".join(kept).split()


def _joined(words: list[str]) -> set[str]:
    """The words without spaces, from each of them on: "kimminsu" and "minsukim"."""
    return {"".join(words[start:] + words[:start]) for start in range(len(words))}


def _bare(name: str) -> str:
    """What is left of a name without a letter, where systems remove spaces and what no file's name may have."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(letter for letter in text if not letter.isspace() and letter not in "_&<>\"`|':\\/")
