"""Format numbers and untrusted text for reports."""

import re
import unicodedata

# Terminal control: complete escape sequences (with their 8-bit forms), then every other control character except tab and newline.
# Invisible characters: marks of text direction, and zero-width ones except joiners, which emoji and some scripts need.
CONTROL = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
    r"|\r(?=\n)|[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]"
    r"|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")


def number(value: float) -> str:
    """Format points with at most two decimals: 7, 7.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def printable(text: str) -> str:
    """Remove characters that control a terminal, turn or hide their neighbors, or cannot be stored as UTF-8."""
    return CONTROL.sub("", text.translate(LINE_ENDS))


def one_line(text: str) -> str:
    """Make `text` printable, with each run of white space as one space."""
    return " ".join(printable(text).split())


def text_width(text: str) -> int:
    """The width of `text` in letters: those of Chinese, Japanese and Korean are two wide, and marks on a letter have no width."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
