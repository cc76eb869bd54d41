"""Results in rows, as a table or a figure should show them. Tables come from `probes.table_data`."""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from autograder.checks.expect.basics import close, number, record, sequence, that
from autograder.model.language import tr

Row = dict[str, Any]
MOST_DRAWS = 100  # of rows, until they can be told apart
LARGEST_SIZE = 1000  # integers below it are sizes of layers


def made_up_rows(
    rng: np.random.Generator, given: dict[str, Sequence[Any]], ranges: dict[str, tuple[float, float]]
) -> list[Row]:
    """Return rows with the values `given`, and with random numbers from each of the `ranges`.

    No random column is sorted, and its numbers differ by more than a table may round: any two of n numbers from low to high differ by
    at least (high − low) / 2n. They are integers if low is one. A figure may name a row by the sum or the product of its sizes, so these
    differ, too, as far as the given values allow.
    """
    rows: list[Row] = []
    for _ in range(MOST_DRAWS):
        rows = _drawn_rows(rng, given, ranges)
        if all(len({combined(sizes) for sizes in map(_sizes, rows)}) == len(rows) for combined in (sum, prod)):
            break
    return rows


def _sizes(row: Row) -> tuple[int, ...]:
    return tuple(value for value in row.values() if isinstance(value, int) and value < LARGEST_SIZE)


def _drawn_rows(rng: np.random.Generator, given: dict[str, Sequence[Any]], ranges: dict[str, tuple[float, float]]) -> list[Row]:
    count = len(next(iter(given.values())))
    columns = {key: list(values) for key, values in given.items()}
    for key, (low, high) in ranges.items():
        drawn = low + (high - low) / count * (np.arange(count) + rng.uniform(0, 0.5, count))
        columns[key] = (drawn.astype(int) if isinstance(low, int) else drawn)[_out_of_order(rng, count)].tolist()
    return [{key: values[row] for key, values in columns.items()} for row in range(count)]


def _out_of_order(rng: np.random.Generator, count: int) -> np.ndarray[Any, Any]:
    """A permutation that is neither ascending nor descending, for more than two numbers."""
    while True:
        order = rng.permutation(count)
        if count < 3 or len(set(np.sign(np.diff(order)))) > 1:
            return order


def table_shows(table: Any, rows: Sequence[Row], columns: Sequence[str], named_by: Sequence[str]) -> None:
    """Expect a table with the `columns`, and one row for each of `rows`; its values may be rounded to two or three digits.

    The values in the columns `named_by` identify a row; the order of rows and columns is free.
    """
    found = record(table, ["columns", "rows"], "The table")
    for column in columns:
        that(column in found["columns"], tr("The table has no column {}.", column))
    shown = sequence(found["rows"], "The rows of the table")
    that(len(shown) == len(rows), tr("The table should have {} rows, one for each result, but has {}.", len(rows), len(shown)))
    by_name = {tuple(number(row[key], key) for key in named_by): row for row in shown}
    for row in rows:
        name = tuple(row[key] for key in named_by)
        that(name in by_name, tr("The table has no row for {}.", name))
        for column in columns:
            close(number(by_name[name][column], column), row[column], tr("{} of {}", column, name), rtol=1e-2, atol=1e-3)
