"""Tables as plain data."""

from typing import Any

from autograder.model.evidence import Evidence


def table_data(frame: Any) -> dict[str, Evidence]:
    """The names of a pandas DataFrame's columns, and its rows as dictionaries."""
    return {"columns": [str(column) for column in frame.columns], "rows": frame.to_dict("records")}
