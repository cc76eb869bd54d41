"""Find our part of a feedback comment that teachers edit too, by the text that was sent and never by the markup around it.

Editors rewrite markup: they wrap lines in paragraphs, extend our `<div>` over text typed after it, and write spaces and letters as
entities. So texts are compared without white space.
"""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

CLASS = "dl-autograder"
# Comments, tags (a quoted attribute may hold ">"), entities, single characters.
TOKEN = re.compile(r"""<!--.*?-->|</?[A-Za-z](?:"[^"]*"|'[^']*'|[^'">])*>|&\#?\w+;|.""", re.DOTALL)
NEW_LINE = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h\d|td|tr|blockquote)\b", re.IGNORECASE
)  # a tag before or after which a line begins
BREAK = r"(?:\s|&nbsp;|&\#(?:160|32);|<br\s*/?>)*"
REMOVED = "\0"  # replaces our text
EMPTY = re.compile(rf"<(\w+)\b[^>]*>({BREAK}(?:{REMOVED}{BREAK})+)</\1\s*>")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


class Letter(NamedTuple):
    """A visible character of a comment, and the token that shows it."""

    text: str
    token: int


def with_ours(comment: str, text: str) -> str:
    """Append our `text` to the comment."""
    return f'{comment}<div class="{CLASS}">{html.escape(text).replace(chr(10), "<br>")}</div>'


def without_ours(comment: str, sent: Iterable[str]) -> str:
    """Remove the texts that were `sent` from the comment; every word of another person stays, wherever it is.

    A line of ours that somebody changed counts as theirs. A text without its last line, the mark, is not searched for.
    """
    tokens = TOKEN.findall(comment.replace(REMOVED, ""))
    for text in sorted(set(sent), key=len, reverse=True):
        lines = [line for line in map(_bare, text.splitlines()) if line]
        while places := _places(tokens, lines):
            for place in places:
                tokens[place] = REMOVED
    if REMOVED not in tokens:
        return comment
    left = re.sub(rf"{REMOVED}(?:{BREAK}{REMOVED})*", REMOVED, "".join(tokens))
    while EMPTY.search(left):
        left = EMPTY.sub(REMOVED, left)
    left = re.sub(rf"{BREAK}{REMOVED}{BREAK}(?=</|$)|(?<=>){BREAK}{REMOVED}{BREAK}", "", left).replace(REMOVED, "")
    return re.sub(rf'\s+class=(["\']){CLASS}\1', "", left)


def _places(tokens: list[str], lines: list[str]) -> list[int]:
    """Return the tokens that show a text of these lines: the whole text in one piece, or else its last line and the lines found above it."""
    letters = [
        Letter(letter, place)
        for place, token in enumerate(tokens)
        if token != REMOVED and (len(token) == 1 or not token.startswith("<"))
        for letter in _bare(html.unescape(token))
    ]
    shown, whole = "".join(letter.text for letter in letters), "".join(lines)
    if not lines or lines[-1] not in shown:
        return []
    end = shown.rfind(lines[-1]) + len(lines[-1])
    found = list[int]()
    for line in (
        [whole] if shown[:end].endswith(whole) and _is_piece(tokens, letters[end - len(whole) : end]) else reversed(lines)
    ):
        start = shown.rfind(line, 0, end)
        if start >= 0 and (not found or _begins_line(tokens, letters[start].token)):
            found += [letter.token for letter in letters[start : start + len(line)]]
            end = start
    return found


def _is_piece(tokens: list[str], letters: list[Letter]) -> bool:
    """Whether a text begins a line, or follows other words in one paragraph; otherwise its beginning may be somebody else's."""
    first, last = letters[0].token, letters[-1].token
    inside = (token for token in tokens[first:last] if NEW_LINE.match(token))
    return _begins_line(tokens, first) or all(token.lower().startswith("<br") for token in inside)


def _begins_line(tokens: list[str], place: int) -> bool:
    """Whether the token is the first visible one of its line."""
    for token in reversed(tokens[:place]):
        if NEW_LINE.match(token):
            return True
        if not token.startswith("<") and token != REMOVED and _bare(html.unescape(token)):
            return False
    return True


def _bare(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter not in INVISIBLE)
