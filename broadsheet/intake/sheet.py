"""Room: spreadsheets that are brought in. A file becomes a header and rows of texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from broadsheet.factcheck.sheet import as_utf8, where_it_may_be
from broadsheet.intake.workbook import Pages, read_workbook
from broadsheet.load.cells import read_cells
from broadsheet.load.text import DATA_LIMIT, read_text
from broadsheet.problems import BuildError, Location, Problem

LOOKED_AT = 20
"""The header is among the first rows."""
ENOUGH = 0.6
"""A header fills that share of the widest row."""
FEWEST = 2
EXCEL = (".xlsx", ".xlsm")


class Sheet(NamedTuple):
    """A table: the names of its columns, its rows by their number in the file, and notes on it."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()

    def column(self, number: int) -> list[str]:
        """What stands in a column, without empty cells."""
        return [row[number] for _, row in self.rows if number < len(row) and row[number]]


def read_sheet(path: Path, wanted: str, is_known: Callable[[str], bool]) -> Sheet:
    """Read a file; `is_known` says of a text whether a column may be called so.

    BuildError where the file cannot be read or has no rows.
    """
    pages = read_pages(path, wanted)
    if not pages.rows:
        raise unreadable(path, "it has no rows")
    at = header_at([cells for _, cells in pages.rows], is_known)
    number, header = pages.rows[at]
    skipped = [f"row {n} stands above the header and is not read: {shown(cells)}"
               for n, cells in pages.rows[:at]]  # fmt: skip
    notes = [f"the header is row {number}"] if skipped else []
    rows = tuple(pages.rows[at + 1 :])
    missing = max((len(cells) for _, cells in rows), default=0) - len(header)
    names = tuple(" ".join(name.split()) for name in (*header, *[""] * missing))
    return Sheet(path.name, names, rows, (*pages.notes, *notes, *skipped))


def shown(cells: tuple[str, ...]) -> str:
    """What a row holds, in a few words."""
    longest, text = 60, " | ".join(cell for cell in cells if cell)
    return text if len(text) <= longest else f"{text[:longest]}…"


def unreadable(path: Path, why: str) -> BuildError:
    """The file is no table."""
    message, hint = f"this file cannot be read: {why}", "save it again as .xlsx or .csv"
    return BuildError([Problem(Location(str(path)), "E187", message, hint)])


def read_pages(path: Path, wanted: str) -> Pages:
    """The rows of a workbook or of a CSV file. BuildError where there are none to be had."""
    try:
        with path.open("rb") as file:
            raw = file.read(DATA_LIMIT + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        hint = where_it_may_be(path) if missing else "change who may read it"
        message = f"this file cannot be read: {error.strerror}"
        raise BuildError([Problem(Location(str(path)), "E014", message, hint)]) from error
    if path.suffix.casefold() in EXCEL:
        try:
            return read_workbook(raw, wanted)
        except ValueError as error:
            raise unreadable(path, str(error)) from error
    return read_csv_pages(raw, str(path))


def read_csv_pages(raw: bytes, name: str) -> Pages:
    """The rows of a CSV file, by the lines on which they begin."""
    text, problems = read_text(as_utf8(raw).replace(b"\r\n", b"\n"), name, DATA_LIMIT)
    rows, _, torn = read_cells(text, name) if not problems else ((), "", problems)
    if torn:
        raise BuildError(torn)
    numbered = [
        (text.count("\n", 0, row[0].begun) + 1, tuple(cell.text.strip() for cell in row))
        for row in rows
    ]
    return Pages(numbered, ())


def header_at(rows: list[tuple[str, ...]], is_known: Callable[[str], bool]) -> int:
    """Which row names the columns: the one with most known names, or the first that is wide."""
    near = rows[:LOOKED_AT]
    known = [sum(is_known(cell) for cell in row if cell) for row in near]
    if max(known) >= FEWEST:
        return known.index(max(known))
    filled = [sum(map(bool, row)) for row in near]
    return next(n for n, count in enumerate(filled) if count >= ENOUGH * max(filled))
