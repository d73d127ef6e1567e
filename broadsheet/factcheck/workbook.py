"""Room: fact-checking. Rows become a workbook of Excel, and a returned one becomes CSV again."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence

from broadsheet.load.text import DATA_LIMIT

SUFFIX = ".xlsx"
NEW = datetime.datetime(1980, 1, 1)  # noqa: DTZ001  (of no zone: a date for all workbooks)
"""The same claims give the same bytes, whatever the clock."""
WIDTHS = {"text": 60, "evidence": 50, "figures": 30, "written in": 30, "claim": 30, "note": 30}
WIDTH = 14
LARGEST = 16_000_000
"""Bytes of a workbook. It is a ZIP: what comes out of it may be as much as other data."""


def workbook_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet, its header in sight, to be filtered; every cell is text and none a formula."""
    import xlsxwriter  # noqa: PLC0415  (only the packet needs it)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": NEW})
    sheet = book.add_worksheet("Claims")
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    head = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
    for number, name in enumerate(columns):
        sheet.set_column(number, number, WIDTHS.get(name, WIDTH), text)
        sheet.write_string(0, number, name, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, cell in enumerate(row):
            sheet.write_string(last, number, cell, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return out.getvalue()


def csv_of(raw: bytes) -> str:
    """The first sheet of a workbook as CSV, a line a row. ValueError for what is no workbook."""
    if len(raw) > LARGEST:
        raise ValueError("it is too large")
    try:
        if unpacked_size(raw) <= DATA_LIMIT:
            return first_sheet(raw)
    except Exception as error:
        # Whatever stands in a damaged file, each of its readers fails in a way of its own.
        raise ValueError("it is damaged, or of another kind") from error
    raise ValueError("it holds too much")


def unpacked_size(raw: bytes) -> int:
    """How many bytes come out of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return sum(part.file_size for part in packed.infolist())


def first_sheet(raw: bytes) -> str:
    """The first sheet of a workbook as CSV."""
    from openpyxl import load_workbook  # noqa: PLC0415  (only a returned workbook needs it)

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    rows = [[in_text(cell) for cell in row] for row in book.worksheets[0].values]
    width = len(rows[0])
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


def in_text(cell: object) -> str:
    """A cell in words on one line; a day that a spreadsheet made of a text, as a day again."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return " ".join(str(cell).split())
