"""Room: spreadsheets that are brought in. From a file to what would be written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.entries import Desk, open_desk
from broadsheet.intake.changes import Change, cells_of, find_changes
from broadsheet.intake.declaring import with_fields
from broadsheet.intake.kept import (
    Kept,
    Values,
    mapping_file,
    read_kept,
    read_values,
    values_file,
)
from broadsheet.intake.mapping import Mapped, folded, map_columns, names_known, places_of
from broadsheet.intake.matching import Matched, Standing, match, standing_records
from broadsheet.intake.reading import Candidate, Finding, read_rows
from broadsheet.intake.sheet import Sheet, read_sheet
from broadsheet.intake.writing import read
from broadsheet.load import CONTENT
from broadsheet.load.columns import Columns, columns_of
from broadsheet.model import NOWHERE, Origin, PublicField
from broadsheet.problems import BuildError, Location, Problem, did_you_mean
from broadsheet.validate.shapes import read_record

RECORDS = re.compile(r"(content/)?agencies(/[\w-]+)?\.yaml")
DICTIONARY = f"{CONTENT}/dictionary.yaml"


class Order(NamedTuple):
    """What was asked for: the file, and what is said of it beside what stands in it."""

    path: Path
    root: Path
    mapping: str = ""
    sheet: str = ""
    into: str = ""
    source: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A spreadsheet with its mapped columns beside the project that it comes to."""

    order: Order
    desk: Desk
    columns: Columns
    sheet: Sheet
    kept: Kept
    last: Values
    mapped: tuple[Mapped, ...]
    found: Kept
    """What was kept when it was opened."""
    dictionary: str = ""
    """The text of dictionary.yaml with the fields that are newly declared; empty for none."""

    @property
    def mapping(self) -> str:
        """The file that keeps which column is what."""
        return self.order.mapping or mapping_file(self.order.path)


@dataclass(frozen=True, slots=True)
class Offer:
    """What would come of it: rows by record, differences, and what has no place."""

    matched: Matched
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    standing: Mapping[str, Standing]


def open_intake(order: Order, now: datetime.datetime) -> Intake:
    """Read the spreadsheet and map its columns. BuildError where either cannot be."""
    desk = open_desk(order.root, now, "agencies", "dictionary", "sources")
    if desk.content.records:
        place = Location(f"{CONTENT}/{desk.content.records}")
        message = "the records of this project stand in this file"
        raise BuildError([Problem(place, "E189", message, "put the rows there, and save it")])
    words = desk.content.documents["dictionary"][0].value
    columns = columns_of(words)
    must_be_declared("source", order.source, desk.words.sources)
    must_be_declared("kind", order.kind, desk.words.kinds)
    must_hold_records(order.into)
    known = names_known(columns)
    sheet = read_sheet(order.path, order.sheet, lambda name: folded(name) in known)
    mapping = order.mapping or mapping_file(order.path)
    kept = read_kept(order.root / mapping, mapping, columns)
    last = read_values(order.root / values_file(mapping))
    mapped = map_columns(sheet, columns, kept.columns)
    return Intake(order, desk, columns, sheet, kept, last, mapped, kept)


def must_be_declared(what: str, word: str, words: Sequence[str]) -> None:
    """BuildError for a word of an option that the project does not have."""
    if word and word not in words:
        message = f"there is no {what} '{word}'"
        hint = did_you_mean(word, words) or f"add it first: broadsheet new {what}"
        place = Location(f"{CONTENT}/{'sources' if what == 'source' else 'dictionary'}.yaml")
        raise BuildError([Problem(place, "E189", message, hint)])


def must_hold_records(into: str) -> None:
    """BuildError for a file that no records are read from."""
    if into and not RECORDS.fullmatch(into):
        message = f"--into is '{into}', which is no file of records"
        hint = "it is agencies.yaml, or a file of agencies/, such as agencies/wake.yaml"
        raise BuildError([Problem(Location(CONTENT), "E189", message, hint)])


def with_answers(intake: Intake, columns: Mapping[str, str], records: Mapping[str, str]) -> Intake:
    """The intake with what people said of columns and of names."""
    kept = Kept({**intake.kept.columns, **columns}, {**intake.kept.records, **records})
    mapped = map_columns(intake.sheet, intake.columns, kept.columns)
    return replace(intake, kept=kept, mapped=mapped)


def with_declared(intake: Intake, entries: Sequence[Mapping[str, Any]]) -> Intake | None:
    """The intake with further fields of the project's own; None where no edit of it is safe."""
    text = intake.dictionary or (intake.order.root / DICTIONARY).read_bytes().decode("utf-8")
    made = with_fields(text, [dict(entry) for entry in entries])
    if made is None:
        return None
    own = [read_record(PublicField, entry, NOWHERE, nowhere)[0] for entry in entries]
    words = replace(intake.desk.words, own=(*intake.desk.words.own, *filter(None, own)))
    columns = columns_of(read(made))
    answers = {str(entry["label"]): str(entry["id"]) for entry in entries}
    opened = replace(intake, desk=replace(intake.desk, words=words), columns=columns,
                     dictionary=made)  # fmt: skip
    return with_answers(opened, answers, {})


def nowhere(origin: Origin, *path: str | int, key: bool = False, offset: int = -1) -> Location:
    """What is made here stands in no file yet."""
    del origin, path, key, offset
    return Location(DICTIONARY)


def make_offer(intake: Intake) -> Offer:
    """What would come of the spreadsheet as its columns are mapped now."""
    rows, findings = read_rows(intake.sheet, intake.mapped, intake.desk, intake.columns)
    standing = standing_records(intake.desk)
    matched = match(rows, standing, intake.kept.records)
    whole = [(id_, completed(intake, id_, row)) for id_, row in matched.new]
    new = [(id_, row) for id_, row in whole if "kind" in row.cells]
    findings += [kindless(row) for _, row in whole if "kind" not in row.cells]
    known = [(id_, sourced(intake, id_, row, standing[id_])) for id_, row in matched.known]
    changes = tuple(
        change for id_, row in known for change in changes_of(intake, standing[id_], id_, row)
    )
    told = (*findings, *matched.findings)
    return Offer(matched._replace(new=new, known=known), changes, told, standing)


def kindless(row: Candidate) -> Finding:
    """A new record must have a kind."""
    hint = "map a column to 'kind', or give one for all new records: --kind"
    return Finding(row.row, "", f"'{row.name}' has no kind, and is left out", hint)


def sourced(intake: Intake, id_: str, row: Candidate, standing: Standing) -> Candidate:
    """A row of a record that was brought in without a source, with the one that is given now."""
    source, is_ours = intake.order.source, id_ in intake.last
    if not source or not is_ours or standing.record.get("sources") or "sources" in row.cells:
        return row
    return row._replace(cells={**row.cells, "sources": source})


def changes_of(intake: Intake, standing: Standing, id_: str, row: Candidate) -> Iterator[Change]:
    """Where a row differs from its record; a name by which the record was found does not."""
    by_id = "id" in row.cells
    theirs = {name: text for name, text in row.cells.items() if by_id or name != "name"}
    ours = cells_of(standing.record, intake.columns)
    return find_changes(id_, theirs, ours, intake.last.get(id_, {}))


def completed(intake: Intake, id_: str, row: Candidate) -> Candidate:
    """A new record with what holds for all: its kind, its source, the day."""
    kinds, is_mapped = intake.desk.words.kinds, "kind" in places_of(intake.mapped)
    kind = intake.order.kind or (kinds[0] if len(kinds) == 1 and not is_mapped else "")
    standard = {"kind": kind, "sources": intake.order.source,
                "updated": intake.desk.today.isoformat()}  # fmt: skip
    filled = {column: text for column, text in standard.items() if text}
    return row._replace(cells={**filled, **row.cells, "id": id_})
