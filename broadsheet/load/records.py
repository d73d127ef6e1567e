"""Stage load: a CSV file of records becomes what agencies.yaml would be, and knows its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from broadsheet.load.cells import Cell, CellRow, read_cells, width_of
from broadsheet.load.columns import Columns
from broadsheet.load.rows import basis_fault, cell_text, formula_fault, record_of
from broadsheet.load.tables import BETWEEN
from broadsheet.load.text import line_and_column
from broadsheet.load.yamlplace import word_in
from broadsheet.problems import Location, Problem, did_you_mean

RECORDS_IN = (".csv", ".tsv")
"""How the name of a table of records ends."""
MUST = ("id", "name", "kind", "updated")
"""Columns whose cells stay in a record even if they are formulas: told once, not as missing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each cell of each record stands in the text, by the columns of the file."""

    text: str
    columns: Columns
    header: dict[str, int]
    rows: tuple[CellRow, ...]

    def find(self, path: tuple[str | int, ...], offset: int = -1) -> tuple[int, int]:
        """Line and column of the cell that holds what stands at a path of the list of records.

        Where there is no such cell, its row is the place; the file's first line for no row.
        """
        number = path[0] if path and isinstance(path[0], int) else -1
        if not 0 <= number < len(self.rows):
            return (1, 1) if self.text else (0, 0)
        row = self.rows[number]
        cell = self.cell_at(row, path[1:]) or row[0]
        at = cell.begun
        if offset >= 0:
            at = word_in(self.text, cell_text(cell.text), (cell.begun, cell.ended), offset)
        return line_and_column(self.text, at)

    def cell_at(self, row: CellRow, path: tuple[str | int, ...]) -> Cell | None:
        """The cell of a field; of several columns that may hold it, the first that is filled."""
        named = [name for name in self.columns.column_of(path) if name in self.header]
        cells = [row[self.header[name]] for name in named if self.header[name] < len(row)]
        filled = (cell for cell in cells if cell.text.strip())
        return next(filled, cells[0] if cells else None)


class Table(NamedTuple):
    """The records of a file with the places of their cells; `torn` if a row is left out."""

    records: list[dict[str, Any]]
    grid: Grid
    torn: bool
    problems: list[Problem]


def read_records(text: str, file: str, columns: Columns) -> Table:
    """Read a file of records, the names of its columns in the first row."""
    rows, sign, problems = read_cells(text, file)
    if not rows:
        empty = [] if problems else [nothing(file)]
        return Table([], Grid(text, columns, {}, ()), torn=True, problems=[*problems, *empty])
    header, faults = read_header(rows[0], rows[1:], columns, Placing(text, file))
    problems += faults
    width = width_of(rows[0])
    torn = list(torn_rows(rows[1:], width, sign, Placing(text, file)))
    whole = tuple(row for row in rows[1:] if width_of(row) <= width <= len(row))
    grid = Grid(text, columns, header, whole)
    records = []
    for row in whole:
        record, told = read_row(row, grid, Placing(text, file))
        records.append(record)
        problems += told
    return Table(records, grid, bool(torn), [*problems, *torn])


class Placing(NamedTuple):
    """A file's name and text: it gives a cell its place."""

    text: str
    file: str

    def of(self, cell: Cell) -> Location:
        """Where a cell begins."""
        return Location(self.file, *line_and_column(self.text, cell.begun))


def no_table(named: str, place: Location, files: Sequence[str]) -> Problem:
    """Why the file that site.yaml names holds no records; `files` are those of content/."""
    if named in files:
        message = f"'records' is '{named}', which is not a CSV file"
        hint = "save it as CSV in UTF-8, or turn it into agencies.yaml: broadsheet import"
        return Problem(place, "E182", message, hint)
    message = f"'records' is '{named}', and there is no content/{named}"
    near = did_you_mean(named, [name for name in files if name.casefold().endswith(RECORDS_IN)])
    hint = near or "put the table there, or take 'records' out"
    return Problem(place, "E182", message, hint)


def in_two_places(file: str, table: str) -> Problem:
    """A file of records beside the table that holds them."""
    message = f"site.yaml says that the records stand in {table}, so this file is not read"
    hint = "delete it, or take 'records' out of site.yaml"
    return Problem(Location(file), "E183", message, hint)


def nothing(file: str) -> Problem:
    """A file without a row."""
    hint = "write the names of its columns into its first row: id, name, kind, …"
    return Problem(Location(file), "E022", "this file holds nothing", hint)


def read_header(
    first: CellRow, rows: tuple[CellRow, ...], columns: Columns, placing: Placing
) -> tuple[dict[str, int], list[Problem]]:
    """The number of each column that is read, and what is wrong with the names of others."""
    known = columns.names()
    header: dict[str, int] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(first):
        name = cell.text.strip()
        if not name:
            problems += nameless(number, rows, placing)
        elif name in header:
            message = f"the column '{name}' stands twice"
            hint = f"keep one of the two; the first is column {header[name] + 1}"
            problems.append(Problem(placing.of(cell), "E185", message, hint))
        elif name in known or columns.is_derived(name):
            header[name] = number
        else:
            problems.append(unknown(name, placing.of(cell), columns))
    return header, problems


def unknown(name: str, place: Location, columns: Columns) -> Problem:
    """A column that fills no field: most likely misspelled, or called as readers call it."""
    known = columns.names()
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    labels = {field.label.casefold(): field.id for field in columns.own.values()}
    exact = labels.get(name.casefold()) or (plain if plain in known else "")
    near = f"did you mean '{exact}'?" if exact else did_you_mean(plain, known)
    declare = "declare it in 'fields' of dictionary.yaml, or take the column out"
    return Problem(place, "E181", f"'{name}' is no field of a record", near or declare)


def nameless(number: int, rows: tuple[CellRow, ...], placing: Placing) -> Iterator[Problem]:
    """A column without a name that holds something, told at the first cell that does."""
    cells = (row[number] for row in rows if number < len(row))
    filled = next((cell for cell in cells if cell.text.strip()), None)
    if filled:
        message = f"this cell stands in a column without a name (column {number + 1})"
        hint = "write the column's name into the first row, or empty the column"
        yield Problem(placing.of(filled), "E185", message, hint)


def torn_rows(
    rows: tuple[CellRow, ...], width: int, sign: str, placing: Placing
) -> Iterator[Problem]:
    """Rows that have more cells than there are columns, or fewer."""
    for row in rows:
        if not width_of(row) <= width <= len(row):
            count = len(row) if len(row) < width else width_of(row)
            message = f"this row has {count} cells; the header has {width}"
            hint = f"put quotes around a cell that holds {BETWEEN[sign]}"
            yield Problem(placing.of(row[0]), "E026", message, hint)


def read_row(row: CellRow, grid: Grid, placing: Placing) -> tuple[dict[str, Any], list[Problem]]:
    """A record, and which of its cells hold no value but a formula."""
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    for name, number in grid.header.items():
        cell = row[number]
        message, hint = formula_fault(cell.text)
        if message:
            problems.append(Problem(placing.of(cell), "E184", message, hint))
        if cell.text.strip() and (not message or name in MUST):
            cells[name] = cell_text(cell.text)
    if message := basis_fault(cells):
        hint = "write one sentence for each list, between semicolons, or one for all"
        cell = row[grid.header["listed_basis"]]
        problems.append(Problem(placing.of(cell), "E186", message, hint))
    return record_of(cells, grid.columns), problems
