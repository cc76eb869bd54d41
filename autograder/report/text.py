"""How numbers and strangers' text are written in every report."""

import re

# Colours and cursor movements of a terminal, then every other control character but tab and newline.
CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\r(?=\n)|[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]")


def number(value: float) -> str:
    """Points as people write them: 7, 7.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def printable(text: str) -> str:
    """`text` without what would steer a terminal or cannot be stored as UTF-8."""
    return CONTROL.sub("", text)


def one_line(text: str) -> str:
    """`text`, printable and with each run of white space as one space."""
    return " ".join(printable(text).split())
