"""Room: spreadsheets that are brought in. A workbook of Excel becomes rows of texts."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_BYTES = 16_000_000
MOST_UNPACKED = 64_000_000
"""Bytes of a workbook, and of all that comes out of it: it is a ZIP."""
MOST_ROWS = 50_000
MOST_CELLS = 1_000_000
VISIBLE = "visible"


class Pages(NamedTuple):
    """One sheet of a workbook as numbered rows of texts, and what a person should know of it."""

    rows: list[tuple[int, tuple[str, ...]]]
    notes: tuple[str, ...]


def read_workbook(raw: bytes, wanted: str) -> Pages:
    """The sheet that is wanted, or the first that is not hidden. ValueError with the reason."""
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is over {MOST_BYTES / 1e6:.0f} MB")
    with warnings.catch_warnings():
        # What openpyxl cannot keep (drop-downs, colours) is nothing that is read here.
        warnings.simplefilter("ignore")
        try:
            return open_page(raw, wanted)
        except ValueError:
            raise
        except Exception as error:
            # Whatever stands in a damaged file, each of its readers fails in a way of its own.
            raise ValueError("it is damaged, or of another kind") from error


def open_page(raw: bytes, wanted: str) -> Pages:
    """The sheet, read twice: its values, and the formulas that they came from."""
    from openpyxl import load_workbook  # noqa: PLC0415  (slow, and only a workbook needs it)

    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise ValueError("it holds too much")
    values, formulas = (
        load_workbook(io.BytesIO(raw), read_only=True, data_only=only) for only in (True, False)
    )
    name, notes = chosen(values, wanted)
    return read_page(values[name], formulas[name], notes)


def chosen(book: Any, wanted: str) -> tuple[str, list[str]]:
    """The name of a sheet, and which others there are. ValueError where there is none of it."""
    names = [sheet.title for sheet in book.worksheets]
    seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == VISIBLE]
    if wanted:
        if wanted not in names:
            raise ValueError(f"it has no sheet '{wanted}', but {listed(names)}")
        return wanted, []
    if not seen:
        raise ValueError(f"all its sheets are hidden; name one with --sheet: {listed(names)}")
    others, hidden = seen[1:], [name for name in names if name not in seen]
    notes = [f"the sheet '{seen[0]}' is read"] if len(names) > 1 else []
    notes += [f"there is also {listed(others)}: --sheet reads another"] if others else []
    notes += [f"hidden, and not read: {listed(hidden)}"] if hidden else []
    return seen[0], notes


def listed(names: list[str]) -> str:
    """`'A', 'B'`."""
    return ", ".join(f"'{name}'" for name in names)


def read_page(page: Any, formulas: Any, notes: list[str]) -> Pages:
    """The rows that hold anything. ValueError where there are too many."""
    page.reset_dimensions()
    formulas.reset_dimensions()
    rows: list[tuple[int, tuple[str, ...]]] = []
    told, count = list(notes), 0
    both = zip(page.iter_rows(), formulas.iter_rows(), strict=False)
    for number, (row, written) in enumerate(both, 1):
        cells = tuple(in_text(cell.value) for cell in row)
        told += unsaved(row, written)
        count += len(cells)
        if len(rows) >= MOST_ROWS or count > MOST_CELLS:
            raise ValueError(f"it has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells")
        if any(cells):
            rows.append((number, cells))
    return Pages(rows, tuple(told))


def unsaved(row: Any, written: Any) -> Iterator[str]:
    """Formulas whose value was not kept in the file, as other programs than Excel may do."""
    for cell, formula in zip(row, written, strict=False):
        if cell.value is None and formula.data_type == "f":
            told = f"{formula.coordinate} holds the formula {formula.value} and no value of it"
            yield f"{told}: open it in your spreadsheet program, and save it"


def in_text(cell: object) -> str:
    """A cell in words: a day as we write one, a whole number without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return str(cell).strip()
