"""CSV by RFC 4180: UTF-8, CRLF, one header, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable

from broadsheet.exports.declared import DECIMALS, Cell
from broadsheet.exports.rows import Table

# A spreadsheet takes a cell that begins with one of these for a formula, or drops the sign
# and then takes it for one. The four wide forms count where Japanese is typed.
# Apostrophes before it are counted in, so that taking one away always gives back the text.
RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARD = "'"


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return GUARD + text if RISKY.match(text) else text


def written(cell: Cell) -> str:
    """One cell as text: numbers plain, truth as `true` and `false`, nothing as nothing.

    ValueError for a number that is not finite.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return decimal(cell)
    return guarded(cell) if isinstance(cell, str) else str(cell)


def decimal(number: float) -> str:
    """`-78.6382` as it is, never `1e-05`; ValueError for NaN and infinity."""
    if not math.isfinite(number):
        raise ValueError(f"{number} cannot stand in a download")
    return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")


def csv_bytes(table: Table) -> bytes:
    """The table with its header, as the file's bytes."""
    text = io.StringIO(newline="")
    write_rows(text, [[column.name for column in table.columns]])
    write_rows(text, ([written(cell) for cell in row] for row in table.rows))
    return text.getvalue().encode()


def write_rows(text: io.StringIO, rows: Iterable[list[str]]) -> None:
    """Append rows in RFC 4180's form."""
    csv.writer(text, lineterminator="\r\n").writerows(rows)
