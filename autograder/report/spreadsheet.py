"""Read and write CSV files that people open and save in spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.model.errors import UserError
from autograder.report.text import printable

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that it is UTF-8
# What begins a formula (spreadsheets of East Asia also take the wide forms), and the blanks, quotes and delimiters before it.
FORMULA = re.compile(r"""(?<![\s"';])([\s"';]*+)([=+\-@＝＋－＠])""")
SPLITS = re.compile(r"[;\t\r\n]")  # with another delimiter, a new cell begins after one of these
csv.field_size_limit(2**30)  # other programs' cells stay unchanged
DELIMITERS = ",;\t"  # Excel writes its country's delimiter, and tabs in "Unicode text"
WORKBOOK = b"PK\x03\x04"  # the first bytes of .xlsx and .ods


class SheetError(UserError):
    """A CSV file that a person edited cannot be used. The message is one sentence with the file, the line, the reason, and the remedy."""


@dataclass(frozen=True)
class Line:
    """A row below the header: its cells by column, and its place for messages."""

    place: str
    cells: dict[str, str]


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return the text of a CSV file for people, in which no cell, nor a part of one, is a formula."""
    return BYTE_ORDER_MARK + _written([_defused(cell) for cell in row] for row in rows)


def csv_of(rows: Iterable[Sequence[str]], byte_order_mark: bool = False) -> str:
    """Return the text of a CSV file for a system, whose own cells stay unchanged, even formulas."""
    return (BYTE_ORDER_MARK if byte_order_mark else "") + _written(rows)


def _written(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def read_csv(file: Path, needed: Sequence[str]) -> list[Line]:
    """Read a CSV file with the columns `needed`, in any encoding and dialect that spreadsheets use. Raises SheetError."""
    text = _decoded(file)
    records = _records(text, file)
    _, header = next(records, ("", []))
    columns = [cell.strip() for cell in header]
    for name in needed:
        if columns.count(name) != 1:
            raise SheetError(
                f"{file}, line 1: the column {name!r} must occur once, but occurs {columns.count(name)} times; "
                "restore the header that `autograder grade` wrote."
            )
    lines = []
    for place, cells in records:
        if any(cells[len(columns) :]):
            raise SheetError(f"{place}: the row has more cells than columns; put text with commas or tabs into quotes.")
        if any(cells):
            padded = cells + [""] * (len(columns) - len(cells))
            lines.append(Line(place, {name: _undefused(cell) for name, cell in zip(columns, padded, strict=False)}))
    return lines


def _decoded(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SheetError(f"{file} cannot be read ({error.strerror}); check the path.") from None
    if content.startswith(WORKBOOK):
        raise SheetError(f"{file} is an Excel workbook; save it as CSV.")
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "cp949"]:  # a Korean Excel saves a plain CSV as cp949
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise SheetError(f"{file}, line {line}: the text is neither UTF-8, UTF-16 nor cp949; save the file as CSV in UTF-8.")


def _records(text: str, file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each row with its place. Cells may have several lines, so row numbers differ from line numbers."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=header.count), strict=True)
    row, line = 1, 1
    try:
        for cells in reader:
            yield f"{file}, line {line}" + ("" if row == line else f" (row {row} in a spreadsheet)"), cells
            row, line = row + 1, reader.line_num + 1
    except csv.Error as error:
        raise SheetError(
            f"{file}, line {line}: the text is not valid CSV ({error}); correct it, or save the file from a spreadsheet program as CSV."
        ) from None


def _defused(cell: str) -> str:
    """Make `cell` harmless in spreadsheets: an apostrophe, which means "text", precedes anything that looks like a formula."""
    return FORMULA.sub(_with_apostrophe, printable(cell))


def _undefused(cell: str) -> str:
    return FORMULA.sub(_without_apostrophe, printable(cell))


def _with_apostrophe(found: re.Match[str]) -> str:
    before, sign = found.groups()
    if found.start() == 0:
        return f"'{before}'{sign}" if before else f"'{sign}"
    return f"{before}'{sign}" if SPLITS.search(before) else found[0]


def _without_apostrophe(found: re.Match[str]) -> str:
    before, sign = found.groups()
    if found.start() == 0:
        before = before[1:-1] if len(before) > 1 and before[0] == before[-1] == "'" else before.removeprefix("'")
        return before + sign
    return before.removesuffix("'") + sign if SPLITS.search(before) else found[0]
