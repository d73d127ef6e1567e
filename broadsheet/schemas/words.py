"""Room: the words of a project that a text editor may offer, read from what can be read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from broadsheet.load import Content
from broadsheet.model import NOWHERE, Dictionary, Origin, PublicField
from broadsheet.problems import Location
from broadsheet.validate import names_in
from broadsheet.validate.area import read_gazetteer
from broadsheet.validate.shapes import read_record


@dataclass(frozen=True, slots=True)
class Words:
    """What a project declares, each a list of ids or names, in the order of its files.

    `own` are the fields that its dictionary declares, `own_names` also those with a fault.
    """

    kinds: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    own: tuple[PublicField, ...] = ()
    own_names: tuple[str, ...] = ()


NO_WORDS = Words()
DECLARED = {
    ("Agency", "kind"): "kinds",
    ("Agency", "county"): "counties",
    ("Reply", "category"): "replies",
    ("Searches", "range"): "ranges",
    ("Source", "read"): "readings",
}
"""Fields that take a word of the dictionary (or a county): any other is a fault."""
OFFERED = {
    ("Agency", "place"): "places",
    ("Event", "agencies"): "agencies",
    ("Correction", "agencies"): "agencies",
    ("Figure", "share"): "figures",
    ("Figure", "subtract"): "figures",
    ("Figure", "parts"): "figures",
    ("Figure", "part_of"): "figures",
}
"""Fields that name what stands in a file that grows each day: offered, and left to the build."""


def read_words(content: Content) -> Words:
    """The words of what was loaded; what cannot be read has none."""
    dictionary = first(content, "dictionary")
    groups = dictionary if isinstance(dictionary, dict) else {}
    listed = {
        field.name: tuple(ids_in(groups.get(field.name)))
        for field in fields(Words)
        if field.name in {"kinds", "replies", "ranges", "readings", "standings"}
    }
    lists = {name: tuple(ids_of(content, name)) for name in ("agencies", "sources", "figures")}
    area, _ = read_gazetteer(content)
    counties = tuple(dict.fromkeys(county.name for county in area.counties))
    places = tuple(dict.fromkeys(place.name for place in area.places))
    return Words(
        counties=counties, places=places, own=own_fields(dictionary),
        own_names=names_in(content), **listed, **lists,
    )  # fmt: skip


def own_fields(dictionary: Any) -> tuple[PublicField, ...]:
    """The fields that a dictionary declares; none of one that cannot be read whole."""
    read, _ = read_record(Dictionary, dictionary, NOWHERE, nowhere)
    return read.own_fields if read else ()


def nowhere(origin: Origin, *_path: str | int, key: bool = False, offset: int = -1) -> Location:
    """No place: what is wrong is told by the build."""
    del key, offset
    return Location(origin.file)


def first(content: Content, role: str) -> Any:
    """The values of the only file of a role; None where there is none."""
    documents = content.documents.get(role, [])
    return documents[0].value if documents else None


def ids_of(content: Content, role: str) -> Iterator[str]:
    """The ids of all entries of a list."""
    for document in content.documents.get(role, []):
        yield from ids_in(document.value)


def ids_in(entries: Any) -> Iterator[str]:
    """The ids of a list's entries."""
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"]
