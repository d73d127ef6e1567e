"""Stage load: a CSV text becomes cells, each with the place where it begins.

Cells stand between commas, semicolons or tabs. A cell in quotes may hold any of these, line
breaks, and quotes that are written twice. Python's own reader knows no places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from broadsheet.load.tables import BETWEEN
from broadsheet.load.text import line_and_column
from broadsheet.problems import Location, Problem

QUOTED = re.compile(r'"((?:[^"]|"")*)"')
LOOKED_AT = 20
"""So many rows show by which sign cells are parted."""


class Cell(NamedTuple):
    """What stands in a cell, and where it begins and ends in the text, its quotes included."""

    text: str
    begun: int
    ended: int


CellRow = tuple[Cell, ...]


class TornError(Exception):
    """Where a text stops being CSV: the offset, and in what way."""

    def __init__(self, at: int, told: str) -> None:
        """Keep both."""
        self.at = at
        super().__init__(told)


def read_cells(text: str, file: str) -> tuple[tuple[CellRow, ...], str, list[Problem]]:
    """Every row that is not empty, the sign between its cells, or where the text is torn."""
    sign = parting_sign(text)
    try:
        return tuple(rows_in(text, sign)), sign, []
    except TornError as error:
        place = Location(file, *line_and_column(text, error.at))
        message, hint = f"this is not CSV: {error}", "write a quote within a quoted cell twice"
        return (), sign, [Problem(place, "E026", message, hint)]


def rows_in(text: str, sign: str) -> Iterator[CellRow]:
    """The rows that hold anything. TornError where a quote is not closed, or not at the end."""
    plain, row, at = re.compile(f"[^{sign}\n]*"), [], 0
    while at <= len(text):
        cell = cell_at(text, at, sign, plain)
        row.append(cell)
        if text[cell.ended : cell.ended + 1] != sign:
            if any(one.text.strip() for one in row):
                yield tuple(row)
            row = []
        at = cell.ended + 1


def cell_at(text: str, at: int, sign: str, plain: re.Pattern[str]) -> Cell:
    """The cell that begins at an offset."""
    if text[at : at + 1] != '"':
        found = plain.match(text, at)
        end = found.end() if found else at
        return Cell(text[at:end], at, end)
    quoted = QUOTED.match(text, at)
    if not quoted:
        raise TornError(at, "a quote that is never closed")
    if text[quoted.end() : quoted.end() + 1] not in {"", sign, "\n"}:
        raise TornError(quoted.end(), "something behind a closed quote")
    return Cell(quoted[1].replace('""', '"'), at, quoted.end())


def parting_sign(text: str) -> str:
    """The sign that parts most rows into the same number of cells; a comma where none does."""

    def parted(sign: str) -> int:
        try:
            rows = list(islice(rows_in(text, sign), LOOKED_AT))
        except TornError:
            return 0
        usual = Counter(len(row) for row in rows).most_common(1)
        return sum((width - 1) * count for width, count in usual)

    return max(BETWEEN, key=parted)


def width_of(row: Sequence[Cell]) -> int:
    """How many cells a row has, up to the last that holds anything."""
    filled = [number for number, cell in enumerate(row, 1) if cell.text.strip()]
    return filled[-1] if filled else 0
