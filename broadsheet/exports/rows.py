"""The records become tables, and each agency its full public record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from broadsheet.exports.answers import (
    ATTEMPT_COLUMNS,
    REPLY_COLUMNS,
    attempts_of,
    replies_of,
)
from broadsheet.exports.cited import SOURCE_COLUMNS, Cited, citation_columns
from broadsheet.exports.claims import CLAIM_COLUMNS, Told
from broadsheet.exports.declared import (
    COLUMNS,
    EVENT_COLUMNS,
    Cell,
    Column,
    Located,
    Of,
    Spot,
)
from broadsheet.exports.own import is_aside, own_columns
from broadsheet.exports.record import public, told
from broadsheet.model import Agency, Dictionary, Investigation

SINCE = "statements"
"""The column before which those of fields stand that an investigation declares."""


class Table(NamedTuple):
    """A CSV file: its columns and its rows, one cell a column."""

    name: str
    title: str
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Cell, ...], ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[tuple[str, str], ...] = ()


def columns_of(dictionary: Dictionary, agencies: tuple[Agency, ...]) -> tuple[Column[Located], ...]:
    """The columns that stand, worded as the dictionary says; its own fields before `SINCE`."""
    written = {field.id: field for field in dictionary.fields if not field.type}
    standing = [column for column in COLUMNS if not is_aside(column.name, dictionary, agencies)]
    worded = [
        column._replace(label=written[column.name].label, meaning=written[column.name].meaning)
        if column.name in written
        else column
        for column in standing
    ]
    at = next(n for n, column in enumerate(worded) if column.name == SINCE)
    return (*worded[:at], *own_columns(dictionary), *worded[at:])


def locate(
    investigation: Investigation, spots: Mapping[str, Spot | None], base_url: str
) -> tuple[Located, ...]:
    """Every agency by id, with all that its row shows. KeyError for an undeclared word."""
    words = investigation.dictionary
    kinds = {term.id: term for term in words.kinds}
    replies = {term.id: term for term in words.replies}
    ranges = {term.id: term for term in words.ranges}
    return tuple(
        Located(
            agency=agency,
            spot=spots.get(agency.id),
            kind=kinds[agency.kind],
            reply=replies[agency.reply.category],
            range=ranges[agency.searches.range] if agency.searches else None,
            currency=investigation.site.currency,
            page=f"{base_url}{words.records.path}{agency.id}/",
            attempts=investigation.attempts_on(agency),
        )
        for agency in sorted(investigation.agencies, key=lambda agency: agency.id)
    )


def cells(columns: Iterable[Column[Of]], record: Of) -> tuple[Cell, ...]:
    """One row: each column taken from the record."""
    return tuple(column.take(record) for column in columns)


def citations(row: Located) -> tuple[Cited, ...]:
    """Every source of every claim of the agency, in the order of the record."""
    return tuple(
        Cited(row.agency.id, name, number, cite.source, cite.at, claim.standing)
        for name, number, claim in told(row.agency, row.attempts)
        for cite in claim.sources
    )


def tables(
    investigation: Investigation, located: tuple[Located, ...], claims: tuple[Told, ...] = ()
) -> tuple[Table, ...]:
    """Every table but the dictionary's own, in the order of the package."""
    columns = columns_of(investigation.dictionary, investigation.agencies)
    sources = sorted(investigation.sources, key=lambda source: source.id)
    events = sorted(investigation.timeline, key=lambda event: event.date)
    citing = citation_columns(field.id for field in investigation.dictionary.own_fields)
    cites = (cite for row in located for cite in citations(row))
    asked = (one for row in located for one in attempts_of(row))
    answers = (one for row in located for one in replies_of(row))
    return (
        Table("agencies", "Records", columns,
              tuple(cells(columns, row) for row in located), ("id",)),
        Table("sources", "Sources", SOURCE_COLUMNS,
              tuple(cells(SOURCE_COLUMNS, source) for source in sources), ("id",)),
        Table("citations", "Sources of each claim", citing,
              tuple(cells(citing, cite) for cite in cites),
              foreign_keys=(("agency", "agencies"), ("source", "sources"))),
        Table("claims", "Claims and their sources", CLAIM_COLUMNS,
              tuple(cells(CLAIM_COLUMNS, told) for told in claims),
              foreign_keys=(("source", "sources"),)),
        Table("attempts", "Attempts to have a reply", ATTEMPT_COLUMNS,
              tuple(cells(ATTEMPT_COLUMNS, one) for one in asked),
              foreign_keys=(("agency", "agencies"),)),
        Table("replies", "Replies", REPLY_COLUMNS,
              tuple(cells(REPLY_COLUMNS, one) for one in answers),
              foreign_keys=(("agency", "agencies"),)),
        Table("timeline", "Timeline", EVENT_COLUMNS,
              tuple(cells(EVENT_COLUMNS, event) for event in events)),
    )  # fmt: skip


def record_cells(
    investigation: Investigation, spots: Mapping[str, Spot | None]
) -> dict[str, dict[str, Cell]]:
    """What each column says of each agency, by the agency's id and the column's name."""
    located = locate(investigation, spots, "")
    columns = columns_of(investigation.dictionary, investigation.agencies)
    names = [column.name for column in columns]
    return {row.agency.id: dict(zip(names, cells(columns, row), strict=True)) for row in located}


def public_agency(row: Located) -> dict[str, Any]:
    """An agency's full public record: labels, point and page beside what editors wrote."""
    longitude, latitude = row.point or (None, None)
    return public(row.agency) | {
        "attempts": [public(attempt) for attempt in row.attempts],
        **{one.field: public(one) for one in row.agency.particulars},
        "kind_label": row.kind.label,
        "county": row.county,
        "latitude": latitude,
        "longitude": longitude,
        "location_is_approximate": row.spot.approximate if row.spot and row.point else None,
        "searches_label": row.range.label if row.range else None,
        "reply_label": row.reply.label,
        "currency": row.currency,
        "page": row.page,
    }
