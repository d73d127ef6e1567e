"""Room: spreadsheets that are brought in. Records and changes are put into their files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.entries.adding import write
from broadsheet.entries.placing import is_spaced, put_entry
from broadsheet.intake.bringing import DICTIONARY, Intake, Offer
from broadsheet.intake.changes import Change, path_of
from broadsheet.intake.cutting import Cut, cut_up
from broadsheet.intake.kept import Kept, Values, kept_text, values_file, values_text
from broadsheet.intake.matching import Standing
from broadsheet.intake.writing import entry_lines, read, set_field
from broadsheet.load import CONTENT
from broadsheet.load.columns import GROUPS
from broadsheet.load.yamllist import list_layout
from broadsheet.problems import BuildError, Location, Problem

FIRST = ("id", "name", "aliases", "kind")
LAST = ("sources", "updated", "notes", "contact")


class Brought(NamedTuple):
    """Ids of new and of changed records, the files written, and what is left to do by hand."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    files: tuple[str, ...]
    by_hand: tuple[Change, ...]


def bring(
    intake: Intake,
    offer: Offer,
    taken: Collection[Change],
    refused: Collection[Change] = (),
) -> Brought:
    """Write new records and the changes that were taken; all is made and proved before.

    What was refused is not offered again until the sheet says something else. BuildError where
    a new record cannot be put into its file.
    """
    # Fields are declared before records use them, should the writing break off.
    texts = {DICTIONARY: intake.dictionary} if intake.dictionary else {}
    changed, by_hand = put_changes(intake, offer, taken, texts)
    put_new(intake, offer, texts)
    mapped = {one.header: one.target for one in intake.mapped if one.target and one.header}
    kept = Kept({**intake.kept.columns, **mapped}, intake.kept.records)
    if kept != intake.found:  # else the file stays as people wrote it
        texts[intake.mapping] = kept_text(kept)
    texts[values_file(intake.mapping)] = values_text(
        values_of(intake, offer, {*taken, *refused}, by_hand)
    )
    written = [file for file, text in texts.items() if text_in(intake, file, {}) != text]
    for file in written:
        write(intake.order.root, file, texts[file].encode())
    added = tuple(id_ for id_, _ in offer.matched.new)
    return Brought(added, tuple(changed), tuple(written), tuple(by_hand))


def text_in(intake: Intake, file: str, texts: Mapping[str, str]) -> str:
    """A file as it will stand; empty where there is none yet."""
    path = intake.order.root / file
    if file in texts:
        return texts[file]
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def put_changes(
    intake: Intake, offer: Offer, taken: Collection[Change], texts: dict[str, str]
) -> tuple[list[str], list[Change]]:
    """Edit each field that is taken; the ids of changed records, and what no edit can do."""
    rows = dict(offer.matched.known)
    by_file: dict[str, dict[str, list[Change]]] = {}
    for change in taken:
        file = offer.standing[change.id].file
        by_file.setdefault(file, {}).setdefault(change.id, []).append(change)
    changed: list[str] = []
    by_hand: list[Change] = []
    for file, groups in by_file.items():
        cut = cut_up(text_in(intake, file, texts))
        if not cut.entries:  # a list in brackets
            by_hand += [change for changes in groups.values() for change in changes]
            continue
        for id_, changes in groups.items():
            standing, record = offer.standing[id_], rows[id_].record(intake.columns)
            made, left = edited(cut.entries[standing.number], standing, changes, record, intake)
            by_hand += left
            if made != cut.entries[standing.number]:
                cut.entries[standing.number] = made
                changed.append(id_)
        texts[file] = proved(cut, file)
    return changed, by_hand


def proved(cut: Cut, file: str) -> str:
    """A file from its entries. BuildError where it is not read as they are, each for itself."""
    text = cut.text
    entries = [read(entry)[0] for entry in cut.entries]
    if read(text) != entries:
        message, hint = "this file cannot be edited safely", "edit it by hand"
        raise BuildError([Problem(Location(file), "E189", message, hint)])
    return text


def edited(
    text: str, standing: Standing, changes: Sequence[Change], record: Mapping[str, Any],
    intake: Intake,
) -> tuple[str, list[Change]]:  # fmt: skip
    """The text of an entry with its changes and the day of them, and those that no edit can do."""
    made, left = text, []
    for change in changes:
        new = with_change(made, standing, change, record, intake)
        if new is None:
            left.append(change)
        made = new or made
    if made == text:
        return text, left
    return set_field(made, (0, "updated"), intake.desk.today.isoformat()) or made, left


def with_change(
    text: str, standing: Standing, change: Change, record: Mapping[str, Any], intake: Intake
) -> str | None:
    """The text of an entry with one change; a claim that is new comes whole."""
    path = path_of(change.column, standing.record, intake.columns)
    top = str(path[0])
    is_part = top in GROUPS or top in intake.columns.own
    if is_part and top not in standing.record:
        value = record.get(top)
        is_there = read(text)[0].get(top) == value
        return text if is_there else set_field(text, (0, top), value)
    value = part_at(record, path)
    return None if value is None else set_field(text, (0, *path), value)


def part_at(record: Mapping[str, Any], path: Sequence[str | int]) -> Any:
    """What a row's record has at a path; a bare value where the record here has it in a group."""
    found: Any = record
    for step in path:
        if step == "value" and not isinstance(found, dict):
            return found
        if isinstance(found, dict):
            found = found.get(step)
        else:
            found = found[step] if isinstance(found, list) and isinstance(step, int) else None
    return found["value"] if isinstance(found, dict) and "value" in found else found


def put_new(intake: Intake, offer: Offer, texts: dict[str, str]) -> None:
    """Put every new record at the end of its file. BuildError where none can be put."""
    if not offer.matched.new:
        return
    file = file_for_new(intake)
    text = text_in(intake, file, texts)
    before = read(text) if text.strip() else []
    records = [ordered(row.record(intake.columns)) for _, row in offer.matched.new]
    try:
        made = put_entry(text, joined_lines(text, records)).text
    except ValueError:
        made = ""
    if not made or read(made) != [*(before or []), *records]:
        message = "no record can be added to this file without changing others"
        hint = "begin each entry on a line of its own, with '- ', or name another file: --into"
        raise BuildError([Problem(Location(file), "E189", message, hint)])
    texts[file] = made


def joined_lines(text: str, records: Sequence[Mapping[str, Any]]) -> list[str]:
    """The lines of several entries, parted by empty ones where those of the text are."""
    even = text.removeprefix("\ufeff").replace("\r\n", "\n")
    layout = list_layout(even)
    spaced = layout and not layout.brackets and is_spaced(even.split("\n"), layout)
    gap = [""] if spaced else []
    lines = [line for record in records for line in (*gap, *entry_lines(record))]
    return lines[len(gap) :]


def file_for_new(intake: Intake) -> str:
    """The file of new records: the one that is named, or agencies.yaml, or one of agencies/."""
    if intake.order.into:
        return f"{CONTENT}/{intake.order.into.removeprefix(f'{CONTENT}/')}"
    files = [document.file for document in intake.desk.content.documents.get("agencies", [])]
    single = f"{CONTENT}/agencies.yaml"
    if not files or single in files:
        return single
    stem = Path(intake.mapping).stem
    return f"{CONTENT}/agencies/{stem}.yaml"


def ordered(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with its fields in the order in which editors write them."""
    middle = [name for name in record if name not in {*FIRST, *LAST}]
    return {name: record[name] for name in (*FIRST, *middle, *LAST) if name in record}


def values_of(
    intake: Intake, offer: Offer, decided: Collection[Change], by_hand: Collection[Change]
) -> Values:
    """What the sheet says now of each record; where nobody has decided, what it said before."""
    open_ = {(c.id, c.column) for c in offer.changes if c not in decided and c.since != "here"}
    open_ |= {(change.id, change.column) for change in by_hand}
    values: Values = {id_: dict(own) for id_, own in intake.last.items()}
    for id_, row in (*offer.matched.known, *offer.matched.new):
        own = values.setdefault(id_, {})
        own |= {name: text for name, text in row.cells.items() if (id_, name) not in open_}
    return values
