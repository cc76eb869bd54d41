"""Read text files of instructors (masters, test files, examples) in any encoding that common editors use."""

import codecs
import re
import unicodedata
from pathlib import Path

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, since its mark begins with UTF-16's
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
DECLARED = re.compile(r"\A((?:.*\n)?[ \t\f]*#.*?coding[:=][ \t]*)[-\w.]+")  # a declaration in the first two lines, as in Python
HANGUL_SHARE = 0.8  # of the non-ASCII letters: text in another encoding decodes to few Hangul syllables


class SourceError(Exception):
    """A text file that cannot be read; the message contains the file, the line, and the remedy."""


def read_source(path: Path) -> str:
    """Read a file in UTF-8, in UTF-16 or UTF-32 with a byte order mark, or in cp949 (Korean Windows), with `\\n` at line ends.

    Raises FileNotFoundError, and SourceError for any other encoding.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}).") from None
    text = _decode(path, content).replace("\r\n", "\n").replace("\r", "\n")
    return DECLARED.sub(r"\1utf-8", text)  # the declaration is no longer true


def _decode(path: Path, content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _not_utf8(path, content, len(mark) + error.start, f"is not valid {encoding.upper()}") from None
    if b"\0" in content:
        raise _not_utf8(path, content, content.index(b"\0"), "contains a zero byte, as does UTF-16 without a byte order mark")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = korean_text(content)
        if text is None:
            raise _not_utf8(path, content, error.start, "is neither UTF-8 nor cp949") from None
        return text


def korean_text(content: bytes) -> str | None:
    """Decode the content as cp949, if the result is Korean."""
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError:
        return None
    letters = [character for character in text if not character.isascii() and character.isalpha()]
    hangul = sum(unicodedata.name(letter, "").startswith("HANGUL SYLLABLE") and _is_common(letter) for letter in letters)
    return text if letters and hangul >= HANGUL_SHARE * len(letters) else None


def _is_common(syllable: str) -> bool:
    """Whether a syllable is one of the 2,350 in common use; accented letters of other code pages decode to rarer ones."""
    return len(syllable.encode("euc_kr")) == 2  # other syllables take eight bytes


def _not_utf8(path: Path, content: bytes, position: int, problem: str) -> SourceError:
    line = content.count(b"\n", 0, position) + 1
    return SourceError(f"{path}, line {line}: the text {problem}. Save the file as UTF-8.")
