"""Output to the terminal. All output goes through this module, so that untrusted text cannot control the terminal or imitate our lines."""

import re

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.report.text import printable

console = Console()
errors = Console(stderr=True)


def say(*parts: str | tuple[str, str], to: Console = console, lines: bool = False) -> None:
    """Write one line of possibly untrusted texts, each with an optional style; write nothing if all are empty.

    With `lines`, line breaks are kept; without it, a line break in a file name cannot start a second line.
    """
    texts = [(printable(part), "") if isinstance(part, str) else (printable(part[0]), part[1]) for part in parts]
    if not lines:
        texts = [(re.sub(r"[\n\t]", " ", text), style) for text, style in texts]
    if any(text for text, _ in texts):
        to.print(Text.assemble(*texts), highlight=False, soft_wrap=True)


def say_table(table: Table) -> None:
    """Write a table. Untrusted cells have to be `Text` made with `one_line`."""
    console.print(table)
