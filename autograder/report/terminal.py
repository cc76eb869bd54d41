"""The terminal. Whatever is written there goes through here, so that no stranger's text steers it, nor looks like another line of ours."""

import re

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.report.text import printable

console = Console()
errors = Console(stderr=True)


def say(*parts: str | tuple[str, str], to: Console = console, lines: bool = False) -> None:
    """Write one line, made of texts that may be strangers', each alone or with its style; nothing where there is no text.

    With `lines`, a text of several lines stays one; without, somebody's file name is no second line.
    """
    texts = [(printable(part), "") if isinstance(part, str) else (printable(part[0]), part[1]) for part in parts]
    if not lines:
        texts = [(re.sub(r"[\n\t]", " ", text), style) for text, style in texts]
    if any(text for text, _ in texts):
        to.print(Text.assemble(*texts), highlight=False, soft_wrap=True)


def say_table(table: Table) -> None:
    """Write a table; its cells that are strangers' are `Text`, made of `one_line`."""
    console.print(table)
