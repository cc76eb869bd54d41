"""CSV files that spreadsheets open, and save again each in its own way."""

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
SPLITS = re.compile(r"[;\t\r\n]")  # where the file is opened with another delimiter, a new cell begins after one of these
csv.field_size_limit(2**30)  # what other programs write into a cell is for them to say
DELIMITERS = ",;\t"  # Excel writes the one of the country that it is set to; its "Unicode text" has tabs
WORKBOOK = b"PK\x03\x04"  # how .xlsx and .ods begin


class SheetError(UserError):
    """A CSV file, as a person left it, cannot be used. The message is one sentence: which file and line, why, and what to do."""


@dataclass(frozen=True)
class Line:
    """A row below the header: its cells by their columns, and where it is, for messages."""

    place: str
    cells: dict[str, str]


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file that people open, in which no cell, nor a part of one, is a formula."""
    return BYTE_ORDER_MARK + _written([_defused(cell) for cell in row] for row in rows)


def csv_of(rows: Iterable[Sequence[str]], byte_order_mark: bool = False) -> str:
    """The text of a CSV for a system: its own cells go back as they came, formulas or not, since it wrote them."""
    return (BYTE_ORDER_MARK if byte_order_mark else "") + _written(rows)


def _written(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def read_csv(file: Path, needed: Sequence[str]) -> list[Line]:
    """The rows of a CSV file that has the columns `needed`, whatever a spreadsheet saved it as. Raises SheetError."""
    text = _decoded(file)
    records = _records(text, file)
    _, header = next(records, ("", []))
    columns = [cell.strip() for cell in header]
    for name in needed:
        if columns.count(name) != 1:
            raise SheetError(
                f"{file}, line 1: there must be one column {name!r}, but there are {columns.count(name)}; "
                "put the header back as `autograder grade` wrote it."
            )
    lines = []
    for place, cells in records:
        if any(cells[len(columns) :]):
            raise SheetError(f"{place}: there are more cells than columns; put a text with commas or tabs into quotes.")
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
        raise SheetError(f"{file} is a workbook; save it in the spreadsheet as CSV.")
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "cp949"]:  # a Korean Excel saves a plain CSV as cp949
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise SheetError(f"{file}, line {line}: this is neither UTF-8, UTF-16 nor cp949; save the file as CSV in UTF-8.")


def _records(text: str, file: Path) -> Iterator[tuple[str, list[str]]]:
    """Each row and its place. A cell may have several lines, so a spreadsheet's row is another number than the line."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=header.count), strict=True)
    row, line = 1, 1
    try:
        for cells in reader:
            yield f"{file}, line {line}" + ("" if row == line else f" (row {row} in a spreadsheet)"), cells
            row, line = row + 1, reader.line_num + 1
    except csv.Error as error:
        raise SheetError(f"{file}, line {line}: this is no CSV ({error}); correct it, or save it in a spreadsheet.") from None


def _defused(cell: str) -> str:
    """`cell` such that no spreadsheet runs it: an apostrophe, which means "text", stands before what looks like a formula."""
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
