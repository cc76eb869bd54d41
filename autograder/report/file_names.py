"""Names of report files: safe on every file system, still readable, and distinct."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

MAX_BYTES = 150  # file systems allow 255 for a whole name; a Korean letter takes 3
UNSAFE = re.compile(r"[^\w\-. ()]+")  # letters of every script stay
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # Windows' devices


def file_stems(submissions: Sequence[tuple[str, str]]) -> list[str]:
    """Return one file stem for each submission, given by name and digest.

    Submissions that share a stem get the first 8 characters of their digest; if stems are still equal, they get -2, -3, …
    """
    stems = [_safe_stem(name) for name, _ in submissions]
    shared = Counter(stem.casefold() for stem in stems)  # some file systems ignore case
    taken = {stem.casefold() for stem in stems if shared[stem.casefold()] == 1}
    distinct = []
    for stem, (_, digest) in zip(stems, submissions, strict=True):
        if shared[stem.casefold()] > 1:
            stem = _untaken(f"{stem}-{UNSAFE.sub('_', digest[:8])}", taken)
            taken.add(stem.casefold())
        distinct.append(stem)
    return distinct


def _safe_stem(submission: str) -> str:
    name = unicodedata.normalize("NFC", submission)  # macOS takes Korean syllables apart
    name = re.split(r"[/\\]", name)[-1]
    stem = name.rpartition(".")[0] or name
    stem = _cut(UNSAFE.sub("_", stem)).strip(" .")
    return f"_{stem}" if RESERVED.fullmatch(stem) else stem or "submission"


def _cut(stem: str) -> str:
    return stem.encode()[:MAX_BYTES].decode(errors="ignore")


def _untaken(stem: str, taken: set[str]) -> str:
    candidate, count = stem, 1
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{stem}-{count}"
    return candidate
