"""Room: spreadsheets that are brought in. Which field each column fills, and how that is known."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from broadsheet.intake.sheet import Sheet
from broadsheet.load.columns import Columns

LEAVE_OUT = "leave out"
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("record_id", "slug"),
    "name": ("agency", "agency_name", "full_name", "facility", "facility_name", "organization",
             "organisation", "organization_name", "provider", "provider_name", "company",
             "department", "property_name"),
    "aliases": ("alias", "aka", "also_known_as", "other_name", "other_names", "short_name"),
    "kind": ("type", "category", "agency_type", "facility_type", "provider_type"),
    "place": ("city", "town", "city_town", "municipality", "city_name", "facility_city"),
    "county": ("county_name", "parish", "facility_county"),
    "statewide": ("whole_area", "whole_state", "state_wide"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "updated": ("last_updated", "date_updated", "last_changed", "as_of"),
    "sources": ("source", "source_id", "source_ids"),
    "notes": ("note", "comment", "comments", "remarks", "internal_notes"),
    "contact": ("email", "e_mail", "phone", "telephone", "contact_person"),
    "listed_by": ("list", "on_list"),
    "spending_amount": ("spending", "amount_spent", "amount_paid"),
    "reply_words": ("statement", "response", "reply"),
    "reply_date": ("response_date", "date_of_reply"),
}  # fmt: skip
"""What spreadsheets call the columns."""
NEAR = 0.8
"""How alike two names must be for one to be a misspelling of the other."""
EXAMPLES = 3


class Mapped(NamedTuple):
    """A column: the field that it fills (empty for none), how that is known, and what is in it.

    `maybe` is a field that it may fill, which is for a person to say.
    """

    header: str
    number: int
    target: str
    way: str
    maybe: str = ""
    filled: int = 0
    examples: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has said what it is."""
        return not self.target


def folded(name: str) -> str:
    """`last_updated` for `Last Updated`."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def names_known(columns: Columns) -> dict[str, tuple[str, str]]:
    """Of each name that a column may have: the field, and how that is known."""
    known = {synonym: (name, "a usual name for it") for name, own in SYNONYMS.items()
             for synonym in own}  # fmt: skip
    known |= {folded(own.label): (own.id, "its label") for own in columns.own.values()}
    return known | {folded(name): (name, "its name") for name in columns.names()}


def map_columns(sheet: Sheet, columns: Columns, kept: Mapping[str, str]) -> tuple[Mapped, ...]:
    """Every column that has a name or holds anything; a field is filled by one column only.

    What was kept from the last time counts first, then names, then what is nearly a name.
    """
    known, taken = names_known(columns), set(kept.values())
    found = []
    for number, header in enumerate(sheet.header):
        cells = sheet.column(number)
        if not header and not cells:
            continue
        target, way, maybe = target_of(header, columns, known, kept)
        if target and header not in kept and target in taken and target != LEAVE_OUT:
            target, way, maybe = "", f"'{target}' is filled by another column", ""
        taken |= {target}
        examples = tuple(dict.fromkeys(cells))[:EXAMPLES]
        found.append(Mapped(header, number, target, way, maybe, len(cells), examples))
    return tuple(found)


def target_of(
    header: str, columns: Columns, known: Mapping[str, tuple[str, str]], kept: Mapping[str, str]
) -> tuple[str, str, str]:
    """The field of a column, how that is known, and what it may be where it is not."""
    name = folded(header)
    if header in kept:
        return kept[header], "as you said", ""
    if not name:
        return "", "the column has no name; is it under a merged header?", ""
    if name in known:
        return *known[name], ""
    if columns.is_derived(name):
        return LEAVE_OUT, "it follows from other columns", ""
    near = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
    maybe = known[near[0]][0] if near else ""
    return "", f"it may be '{maybe}'" if maybe else "there is no such field", maybe


def places_of(mapped: tuple[Mapped, ...]) -> dict[str, int]:
    """The number of the column that fills each field."""
    return {one.target: one.number for one in mapped if one.target not in {"", LEAVE_OUT}}


def wrong_targets(kept: Mapping[str, str], columns: Columns) -> Iterator[tuple[str, str]]:
    """Columns that were to fill a field that there is not."""
    known = {*columns.names(), LEAVE_OUT}
    yield from ((header, target) for header, target in kept.items() if target not in known)
