"""Room: an entry is made, put into its file, proved, and only then written."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.entries.desk import Desk, entries_of
from broadsheet.entries.drafts import (
    Known,
    Listed,
    agency_fields,
    article_text,
    correction_fields,
    free_id,
    given_id,
    made_id,
    source_fields,
)
from broadsheet.entries.placing import Put, put_entry
from broadsheet.entries.scalars import Fields, entry_lines
from broadsheet.load import CONTENT, Document
from broadsheet.load.yamltree import read_yaml
from broadsheet.model import Agency, Correction, Origin, Record, Source
from broadsheet.placeholders import PLACEHOLDER
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.schemas.files import replace_file
from broadsheet.validate.shapes import read_record


class Added(NamedTuple):
    """What was written, where it begins, and on which of its lines words are still to come."""

    id: str
    place: Location
    open: tuple[int, ...]


def add_agency(desk: Desk, name: str, *, id_: str, known: Known) -> Added:
    """Add a record. A name that makes an id that is taken is most likely the same one."""
    if desk.content.records:
        place = Location(f"{CONTENT}/{desk.content.records}")
        message, hint = "the records of this project stand in this file", "add a row there"
        raise BuildError([Problem(place, "E192", message, hint)])
    taken = desk.ids("agencies")
    own = given_id(id_) if id_ else made_id(name)
    refuse_taken(own, taken)
    document = document_for(desk, known)
    fields = agency_fields(desk, name, own, known)
    return add_entry(desk, document, Agency, fields, by_id(document, own))


def add_source(desk: Desk, title: str, *, id_: str, known: Listed) -> Added:
    """Add a source; its id is made from its title."""
    taken = desk.ids("sources")
    if id_:
        refuse_taken(given_id(id_), taken)
    own = id_ or free_id(made_id(title), taken)
    document = only(desk, "sources")
    fields = source_fields(desk, title, own, known)
    return add_entry(desk, document, Source, fields, by_id(document, own))


def add_correction(desk: Desk, *, id_: str, told: Mapping[str, str]) -> Added:
    """Add a correction of today: the newest is first, unless the file begins with the oldest."""
    taken = desk.ids("corrections")
    if id_:
        refuse_taken(given_id(id_), taken)
    named = told.get("datum") or told.get("claim") or told.get("text") or "correction"
    own = id_ or free_id(made_id(named.removeprefix("agencies/")), taken)
    document = only(desk, "corrections")
    fields = correction_fields(desk, own, told)
    return add_entry(desk, document, Correction, fields, newest_first(document))


def add_article(desk: Desk, title: str, *, id_: str) -> Added:
    """Write a new article, which is a draft at first."""
    own = given_id(id_) if id_ else made_id(title)
    file = f"{CONTENT}/story/{own}.md"
    refuse_taken(own, {name: Location(front.file) for name, (front, _) in
                       desk.content.articles.items()})  # fmt: skip
    text = article_text(title)
    write(desk.root, file, text.encode())
    return Added(own, Location(file, 1), open_lines(text.split("\n"), 1))


def refuse_taken(id_: str, taken: Mapping[str, Location]) -> None:
    """BuildError for an id that something has already."""
    if id_ in taken:
        hint = "if it is another one, give it an id of its own: --id"
        raise BuildError([Problem(taken[id_], "E193", f"there is '{id_}' already", hint)])


def only(desk: Desk, role: str) -> Document:
    """The file of a list; one that is not there yet is begun."""
    documents = desk.content.documents.get(role, [])
    return documents[0] if documents else Document(f"{CONTENT}/{role}.yaml", None, "")


def document_for(desk: Desk, known: Known) -> Document:
    """The file of a new record: the one that is named, or that has most of its county's."""
    documents = desk.content.documents.get("agencies", [])
    names = [document.file.removeprefix(f"{CONTENT}/agencies/") for document in documents]
    if known.file:
        own = known.file.removeprefix(f"{CONTENT}/").removeprefix("agencies/")
        named = dict(zip(names, documents, strict=True))
        return named.get(own, Document(f"{CONTENT}/agencies/{Path(own).stem}.yaml", None, ""))
    if not documents:
        return Document(f"{CONTENT}/agencies.yaml", None, "")
    return max(reversed(documents), key=lambda document: in_county(document, known.county))


def in_county(document: Document, county: str) -> int:
    """How many records of a file are in a county."""
    entries = (entry for entry in entries_of(document) if isinstance(entry, dict))
    return sum(bool(county) and entry.get("county") == county for entry in entries)


FEWEST = 3
"""So many entries in the order of their ids show that they are kept so."""


def by_id(document: Document, id_: str) -> int | None:
    """The entry before which an id belongs where the list is sorted by ids; None for the end."""
    ids = [str(entry.get("id", "")) for entry in entries_of(document) if isinstance(entry, dict)]
    if len(ids) < FEWEST or ids != sorted(ids):
        return None
    return next((number for number, other in enumerate(ids) if other > id_), None)


def newest_first(document: Document) -> int | None:
    """The first entry, or None for the end where the oldest stands first."""
    days = [str(e.get("date", "")) for e in entries_of(document) if isinstance(e, dict)]
    rising = any(one < other for one, other in itertools.pairwise(days))
    return None if not days or rising else 0


def add_entry(
    desk: Desk, document: Document, record: type[Record], fields: Fields, before: int | None
) -> Added:
    """Put an entry into its file. BuildError where the file would not be read as it should be."""
    lines = entry_lines(fields)
    path = desk.root / document.file
    raw = path.read_bytes().decode("utf-8") if path.is_file() else ""
    made = put(document, raw, lines, before)
    entry, old = read_yaml("\n".join(lines) + "\n", document.file)[0][0], entries_of(document)
    at = len(old) if before is None else before
    even = made.text.removeprefix("\ufeff").replace("\r\n", "\n")
    if read_yaml(even, document.file)[0] != [*old[:at], entry, *old[at:]]:
        raise cannot(document, "no entry can be added to this file without changing others")
    rest = {name: value for name, value in entry.items() if name not in desk.words.own_names}
    prove(record, rest, document)
    write(desk.root, document.file, made.text.encode())
    place = Location(document.file, made.line)
    return Added(str(fields["id"]), place, open_lines(lines, made.line))


def put(document: Document, raw: str, lines: list[str], before: int | None) -> Put:
    """Put the lines into the text, or say why they cannot be."""
    if not isinstance(document.value, list | None):
        raise cannot(document, "this file is not a list")
    try:
        return put_entry(raw, lines, before)
    except ValueError:
        raise cannot(document, "this list is written in brackets") from None


def cannot(document: Document, message: str) -> BuildError:
    """Nothing can be added here."""
    hint = "begin each entry on a line of its own, with '- '"
    return BuildError([Problem(Location(document.file), "E192", message, hint)])


def prove(record: type[Record], entry: Any, document: Document) -> None:
    """BuildError for an entry that would not be read."""

    def place(origin: Origin, *_path: str | int, key: bool = False, offset: int = -1) -> Location:
        del key, offset
        return Location(origin.file)

    _, problems = read_record(record, entry, Origin(document.file), place)
    if problems:
        raise BuildError(problems)


def open_lines(lines: Iterable[str], first: int) -> tuple[int, ...]:
    """The numbers of the lines on which words are still to come."""
    return tuple(n for n, line in enumerate(lines, first) if PLACEHOLDER.search(line))


def write(root: Path, file: str, content: bytes) -> None:
    """Write a file whole, or leave what stands there. BuildError where it cannot be written."""
    path = (root / file).resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    except OSError as error:
        message = f"this file cannot be written: {error.strerror}"
        problem = Problem(Location(file), "E194", message, "what stood there is unchanged")
        raise BuildError([problem]) from error
