"""Room: spreadsheets that are brought in. Rows become candidates; what has no place is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from broadsheet.entries import Desk
from broadsheet.intake.mapping import Mapped, places_of
from broadsheet.intake.sheet import Sheet
from broadsheet.intake.worth import several, type_of, worth
from broadsheet.load.columns import Columns
from broadsheet.load.rows import basis_fault, cell_text, formula_fault, parts_of, record_of
from broadsheet.model import Agency, Origin
from broadsheet.problems import Location, did_you_mean, one_of
from broadsheet.validate.particulars import read_particulars
from broadsheet.validate.shapes import read_record

COUNTY = " county"
ROUNDS = 3
"""A cell that is taken out can make another one wrong, hardly more often than that."""
STANDS_IN = {"id": "a", "name": "a", "kind": "a", "updated": "2000-01-01"}
"""What a row need not say for its other cells to be looked at."""


class Finding(NamedTuple):
    """What of a row has no place, and why.

    `column` is the field, empty for the whole row; row 0 is the whole sheet.
    """

    row: int
    column: str
    message: str
    hint: str = ""


class Candidate(NamedTuple):
    """A row that may become a record: its cells by field, as a record writes them."""

    row: int
    name: str
    cells: dict[str, str]

    def record(self, columns: Columns) -> dict[str, Any]:
        """The record that it says."""
        return record_of(self.cells, columns)


@dataclass(frozen=True, slots=True)
class Readers:
    """What rows are read by: the project, its columns, and which column fills which field."""

    desk: Desk
    columns: Columns
    places: Mapping[str, int]


def read_rows(
    sheet: Sheet, mapped: tuple[Mapped, ...], desk: Desk, columns: Columns
) -> tuple[list[Candidate], list[Finding]]:
    """Every row that has a name, with what can be placed of it."""
    readers = Readers(desk, columns, places_of(mapped))
    found: list[Candidate] = []
    findings: list[Finding] = []
    if not readers.places.keys() & {"name", "id"}:
        hint = "say which column it is, or write 'name' into its first row"
        return [], [Finding(0, "", "no column fills 'name', so that no row can be a record", hint)]
    for number, row in sheet.rows:
        cells, told = read_row(row, number, readers)
        findings += told
        if "name" in cells or "id" in cells:
            found.append(Candidate(number, cells.get("name", ""), cells))
        elif "name" in readers.places:
            findings.append(Finding(number, "", "this row has no name, and is left out"))
    return found, findings


def read_row(
    row: tuple[str, ...], number: int, readers: Readers
) -> tuple[dict[str, str], list[Finding]]:
    """The cells that can be placed, and why the others cannot."""
    cells: dict[str, str] = {}
    findings: list[Finding] = []
    for column, place in readers.places.items():
        text = row[place] if place < len(row) else ""
        message, hint = formula_fault(text)
        if message:
            findings.append(Finding(number, column, message, hint))
        elif text:
            cells[column] = plain_word(column, text, readers)
    findings += (Finding(number, *told) for told in unknown_words(cells, readers))
    sound = without(cells, findings)
    for _ in range(ROUNDS):
        faults = [Finding(number, *told) for told in faults_of(sound, readers)]
        if not faults:
            break
        findings += faults
        sound = without(sound, faults)
    return sound, findings


def without(cells: Mapping[str, str], findings: list[Finding]) -> dict[str, str]:
    """The cells that nothing was found in."""
    out = {finding.column for finding in findings}
    return {column: text for column, text in cells.items() if column not in out}


def plain_word(column: str, text: str, readers: Readers) -> str:
    """A cell as a record writes it; `Wake County` is the county `Wake`."""
    cell = worth(cell_text(text), type_of(column, readers.columns))
    if column == "county" and cell.casefold().endswith(COUNTY):
        bare = cell[: -len(COUNTY)]
        return bare if bare in readers.desk.words.counties else cell
    own = readers.columns.own.get(column)
    labels = own.labels if own else readers.columns.words.get(column, {})
    if own and own.type == "list":
        return several(labels.get(part.casefold(), part) for part in parts_of(cell))
    return labels.get(cell.casefold(), cell)


Told = tuple[str, str, str]
"""A column, what is wrong with its cell, and what may be right."""


def unknown_words(cells: Mapping[str, str], readers: Readers) -> Iterator[Told]:
    """Words that must be declared, or stand in the gazetteer, and do not."""
    words = readers.desk.words
    known = {
        "kind": ("kind in dictionary.yaml", words.kinds),
        "searches_range": ("range in dictionary.yaml", words.ranges),
        "reply_category": ("category of replies in dictionary.yaml", words.replies),
        "county": ("county of the area", words.counties),
        "place": ("place in places.csv", words.places),
    }
    for column, (told, choices) in known.items():
        if column in cells and cells[column] not in choices:
            yield unknown(column, cells[column], told, choices)
    for column, text in cells.items():
        if column == "sources" or column.endswith("_sources"):
            cited = (part.partition(",")[0].strip() for part in parts_of(text))
            for source in cited:
                if source not in words.sources:
                    yield unknown(column, source, "source in sources.yaml", words.sources)


def unknown(column: str, word: str, told: str, choices: tuple[str, ...]) -> Told:
    """A word that is none of the choices."""
    hint = did_you_mean(word, choices) or one_of(choices)
    return column, f"'{word}' is no {told}", hint


def faults_of(cells: Mapping[str, str], readers: Readers) -> Iterator[Told]:
    """What of the cells is not of the type of its field."""

    def locate(origin: Origin, *path: str | int, key: bool = False, offset: int = -1) -> Location:
        del key, offset
        names = readers.columns.column_of((*origin.path, *path))
        return Location(next((name for name in names if name in cells), ""))

    if message := basis_fault(cells):
        yield "listed_basis", message, "write one sentence for each list, or one for all"
    record = {**STANDS_IN, **record_of(cells, readers.columns)}
    own = readers.desk.words.own
    names = tuple(field.id for field in own)
    rest = {name: value for name, value in record.items() if name not in names}
    _, problems = read_record(Agency, rest, Origin(""), locate, names)
    optional = [field.model_copy(update={"required": False}) for field in own]
    _, faults = read_particulars(optional, record, Origin(""), locate)
    for problem in (*problems, *faults):
        if problem.location.file:
            yield problem.location.file, problem.message, problem.hint
