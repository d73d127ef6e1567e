"""Room: fact-checking. The claims become a spreadsheet, and what it brings back becomes checks."""

from __future__ import annotations

import codecs
import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from broadsheet.exports.csvfile import GUARD, RISKY, guarded, write_rows
from broadsheet.factcheck.book import Book
from broadsheet.factcheck.families import family
from broadsheet.factcheck.signing import (
    Signature,
    Signing,
    no_such_claim,
    signature_fault,
    tidy,
)
from broadsheet.factcheck.states import Line
from broadsheet.factcheck.workbook import SUFFIX, csv_of, workbook_bytes
from broadsheet.load.tables import Row, read_csv
from broadsheet.load.text import DATA_LIMIT, read_text
from broadsheet.model import Check
from broadsheet.problems import BuildError, Location, Problem, did_you_mean
from broadsheet.values import read_day

RETURNED = ("claim", "mark", "checked by", "checked on", "note")
"""What the desk sends back: of these, it fills in the last three."""
COLUMNS = (
    "line", "page", "place", "text", "state", "re-opened", "evidence", "figures", "waived",
    "standing", "agencies", "written in", "checks so far", *RETURNED,
)  # fmt: skip
NO_LETTER = re.compile(r"[A-Za-z][‘“„‚‡†‰•¤¶ˆ˜]|Ã.|â€")
"""What shows letters of another alphabet of bytes: `Zo‘`, `ZoÃ«`."""
MARK_SIGN = "#"
"""Before a mark, which may look like a number (`12e4`): a spreadsheet would round it."""


def sheet_bytes(book: Book) -> bytes:
    """The claims as CSV, with the byte order mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    write_rows(text, [list(COLUMNS)])
    write_rows(text, (list(map(guarded, cells)) for cells in rows_of(book)))
    return text.getvalue().encode("utf-8-sig")


def workbook(book: Book) -> bytes:
    """The same claims as a workbook of Excel: there a cell is text, and needs no guard."""
    return workbook_bytes(COLUMNS, rows_of(book))


def rows_of(book: Book) -> Iterator[tuple[str, ...]]:
    """Every claim as a row."""
    titles = {path: page.title for path, page in book.pages().items()}
    for line in book.states.lines:
        yield cells_of(book, line, titles[line.claim.page])


def cells_of(book: Book, line: Line, title: str) -> tuple[str, ...]:
    """A claim as a row, with the title of its page; the last three cells are for the desk."""
    claim = line.claim
    figures = (
        f"{note.label}: {note.value} ({note.way})" if note.value else note.way
        for note in book.exhibits.notes(claim)
    )
    return (
        str(line.number),
        title,
        claim.place,
        claim.text,
        line.state,
        "yes" if line.is_reopened else "",
        " | ".join(proof.in_a_line for proof in book.exhibits.proofs(claim)),
        " | ".join(figures),
        " | ".join(f"{one.words}: {one.reason}" for one in book.waived.get(claim.id, ())),
        claim.standing,
        ", ".join(claim.about),
        str(book.places.of(claim)),
        " | ".join([*map(told, line.checks), *(old.in_a_line for old in line.former)]),
        claim.id,
        f"{MARK_SIGN}{claim.mark}",
        "", "", "",
    )  # fmt: skip


def told(check: Check) -> str:
    """`Ada Alder, 2026-11-25: the reason`."""
    return f"{check.by}, {check.on.isoformat()}{f': {check.note}' if check.note else ''}"


def sign_sheet(book: Book, path: Path) -> Signing:
    """Sign each row that was filled in; a row that cannot be signed is told with its line.

    BuildError where the file is no such sheet.
    """
    signing, filled = Signing(), []
    for row in read_rows(path):
        own = {name: cell_text(row.cells[name]) for name in RETURNED}
        if any(own[name] for name in RETURNED[2:]):
            filled.append((Location(str(path), row.line), own))
    meant = lines_meant([own for _, own in filled], book.states.by_id())
    for (place, own), line in zip(filled, meant, strict=True):
        problems = [*row_faults(own, book.day, place), *claim_faults(own, line, book, place)]
        signing.problems += problems
        if line and not problems:
            day = read_day(own["checked on"]) if own["checked on"] else book.day
            signature = Signature(own["checked by"], day, own["note"])
            signing.add(line, signature, place)
    return signing


def cell_text(cell: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from running it."""
    text = tidy(cell)
    return text.removeprefix(GUARD) if text.startswith(GUARD) and RISKY.match(text) else text


def lines_meant(rows: Sequence[Mapping[str, str]], lines: Mapping[str, Line]) -> list[Line | None]:
    """The claim of each row as it was: of several in the same words, the one with its mark.

    One that has its own row is meant by no other.
    """
    marks = [row["mark"].removeprefix(MARK_SIGN) for row in rows]
    own = [lines.get(row["claim"]) for row in rows]
    found = [
        line if line and line.claim.mark == mark else None
        for line, mark in zip(own, marks, strict=True)
    ]
    taken = {line.claim.id for line in found if line}
    kin: dict[tuple[str, str], list[Line]] = {}
    for line in lines.values():
        kin.setdefault((family(line.claim.id, lines), line.claim.mark), []).append(line)
    moved: dict[tuple[str, str], Line | None] = {}
    for number, row in enumerate(rows):
        if found[number]:
            continue
        key = (row["claim"], marks[number])
        if key not in moved:
            alike = kin.get((family(row["claim"], lines), marks[number]), [])
            moved[key] = next((one for one in alike if one.claim.id not in taken), None)
            taken |= {line.claim.id for line in (moved[key],) if line}
        found[number] = moved[key]
    return found


def row_faults(own: dict[str, str], today: datetime.date, place: Location) -> Iterator[Problem]:
    """Why what was filled in is no signature."""
    if wrong := signature_fault(own["checked by"], own["note"]):
        yield Problem(place, "E123", f"this row cannot be signed: {wrong}", "fill in 'checked by'")
    if own["checked on"] and not is_day(own["checked on"]):
        message = f"'checked on' is '{own['checked on']}', which is not a day"
        yield Problem(place, "E124", message, "write year-month-day, such as 2026-11-25")
    elif own["checked on"] and read_day(own["checked on"]) > today:
        message = f"'checked on' is '{own['checked on']}', which is a day to come"
        yield Problem(place, "E124", message, "write the day of the check")


def claim_faults(
    own: dict[str, str], line: Line | None, book: Book, place: Location
) -> Iterator[Problem]:
    """Why the claim of a row that was filled in cannot be signed."""
    if not line and own["claim"] not in book.states.by_id():
        yield no_such_claim(book, own["claim"], place)
    elif not line:
        message = f"'{own['claim']}' has changed since this sheet was written"
        yield Problem(place, "E122", message, "check it as it stands now, in a new packet")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as we write one."""
    try:
        return isinstance(read_day(text), datetime.date)
    except ValueError:
        return False


def read_rows(path: Path) -> list[Row]:
    """The rows of a returned sheet. BuildError with all that is wrong with the file."""
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(DATA_LIMIT + 1)
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        hint = where_it_may_be(path) if isinstance(error, FileNotFoundError) else "save it again"
        raise BuildError([Problem(Location(name), "E014", message, hint)]) from error
    is_workbook = path.suffix.casefold() == SUFFIX
    text, problems = (
        unpacked(raw, name) if is_workbook else read_text(as_utf8(raw), name, DATA_LIMIT)
    )
    rows, faults = ([], problems) if problems else read_csv(text, name, RETURNED)
    if faults:
        raise BuildError(faults)
    return rows


def as_utf8(raw: bytes) -> bytes:
    """A sheet as we write it, where a spreadsheet saved it as UTF-16 or in Windows' own letters.

    What is plainly neither is left as it is, to be told: a name must not be guessed.
    """
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16").encode()
        raw.decode()
    except UnicodeDecodeError:
        return windows_text(raw).encode() or raw
    return raw


def windows_text(raw: bytes) -> str:
    """A text in the letters of Windows in the West; empty where it is most likely no such text."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    is_marked = raw.startswith(codecs.BOM_UTF8)
    return "" if is_marked or NO_LETTER.search(text) else text


def where_it_may_be(path: Path) -> str:
    """What to do about a file that is not there: most likely its name is another."""
    sheets = [p.name for p in path.parent.glob("*") if p.suffix.casefold() in {SUFFIX, ".csv"}]
    return did_you_mean(path.name, sheets) or "check its name and the folder that you are in"


def unpacked(raw: bytes, name: str) -> tuple[str, list[Problem]]:
    """A returned workbook as CSV, or why it cannot be read."""
    try:
        return csv_of(raw), []
    except ValueError as error:
        message, hint = f"this workbook cannot be read: {error}", "save it again as .xlsx or .csv"
        return "", [Problem(Location(name), "E014", message, hint)]
