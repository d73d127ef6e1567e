"""Stage load: the rows of a CSV and the tree of a JSON file, or where they break."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, NamedTuple

from broadsheet.problems import Location, Problem, did_you_mean

LONGEST_CELL = 100_000
Cells = dict[str, str]
"""A row of a table: its cells by the names of their columns."""


BETWEEN = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
"""What may part the cells of a table."""


class Row(NamedTuple):
    """A row of a table by its columns, and the line on which it ends."""

    line: int
    cells: Cells


def read_csv(text: str, file: str, columns: tuple[str, ...]) -> tuple[list[Row], list[Problem]]:
    """The rows that are whole; the header must name each of `columns`."""
    csv.field_size_limit(LONGEST_CELL)
    sign = sign_between(text.partition("\n")[0], columns)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=sign)
    try:
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        place = Location(file, reader.line_num)
        return [], [Problem(place, "E026", f"this is not CSV: {error}", "check its quotes")]
    missing = [name for name in columns if name not in header]
    if missing:
        hint = did_you_mean(missing[0], header) or f"its columns are {', '.join(columns)}"
        message = f"the column '{missing[0]}' is missing"
        return [], [Problem(Location(file, 1, 1), "E026", message, hint)]
    problems = [
        Problem(
            Location(file, number),
            "E026",
            f"this row has {len(row)} cells; the header has {len(header)}",
            f"put quotes around a cell that holds {BETWEEN[sign]}",
        )
        for number, row in rows
        if len(row) != len(header)
    ]
    whole = [(number, row) for number, row in rows if len(row) == len(header)]
    return [Row(number, dict(zip(header, row, strict=True))) for number, row in whole], problems


def sign_between(header: str, columns: tuple[str, ...]) -> str:
    """The sign by which a header names most of its columns: a comma, unless another one does.

    Where a comma parts a number from its fraction, spreadsheets write semicolons.
    """

    def named(sign: str) -> int:
        cells = {cell.strip(' \r"') for cell in header.split(sign)}
        return len(cells.intersection(columns))

    return max(BETWEEN, key=named)


def read_json(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The tree of a JSON file; NaN and Infinity are refused."""
    try:
        return json.loads(text, parse_constant=refuse), []
    except json.JSONDecodeError as error:
        place = Location(file, error.lineno, error.colno)
        return None, [Problem(place, "E027", f"this is not JSON: {error.msg}")]
    except (ValueError, RecursionError) as error:
        return None, [Problem(Location(file), "E027", f"this is not JSON: {error}")]


def refuse(word: str) -> None:
    """NaN and Infinity are no numbers of JSON."""
    raise ValueError(f"{word} is not a number")
