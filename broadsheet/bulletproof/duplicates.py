"""Room: entries that stand twice: one source under two ids, one event told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from broadsheet.bulletproof.desk import LONGEST, Desk, Path, counted, number, subject_of
from broadsheet.bulletproof.forms import key_of
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.geography import slug
from broadsheet.model import Agency, Event, Source

REMEDY = "keep one of them"


def nothing_stands_twice(desk: Desk) -> Iterator[Line]:
    """Sources, events and claims of one record that say the same."""
    yield Line(
        "same-sources",
        f"addresses and titles of {counted(len(desk.found.sources), 'source')} compared",
        tuple(same_sources(desk)),
    )
    yield Line(
        "same-events",
        f"dates and sentences of {counted(len(desk.found.timeline), 'event')} compared",
        tuple(same_events(desk)),
    )
    claims = [claim for agency in desk.found.agencies for claim in claims_of(agency)]
    findings = [f for agency in desk.found.agencies for f in same_claims(desk, agency)]
    told = f"{number(len(claims))} statements, facts and listings compared within their records"
    yield Line("same-claims", told, tuple(findings))


def same_sources(desk: Desk) -> Iterator[Finding]:
    """Two sources with one address, or with one title in one outlet."""
    first: dict[tuple[str, str], Source] = {}
    for source in desk.found.sources:
        marks = [("url", source.url.rstrip("/").casefold())] if source.url else []
        if source.date:
            marks.append(("title", f"{key_of(source.title)}|{source.outlet}|{source.date}"))
        for field, mark in marks:
            other = first.setdefault((field, mark), source)
            if other is not source:
                message = f"'{source.id}' and '{other.id}' have one {field}"
                id_ = f"same-sources:{other.id}+{source.id}"
                yield desk.look(id_, source, (field,), message, REMEDY)


def same_events(desk: Desk) -> Iterator[Finding]:
    """Two events of one day that say the same."""
    first: dict[tuple[str, str], Event] = {}
    for event in desk.found.timeline:
        mark = (event.date.iso, key_of(event.event))
        other = first.setdefault(mark, event)
        if other is not event:
            place = desk.locate(other.origin)
            message = f"this event of {event.date} stands already at {place}"
            id_ = f"same-events:{subject_of(event)}"
            yield desk.look(id_, event, ("event",), message, REMEDY)


def claims_of(agency: Agency) -> Iterator[tuple[Path, str]]:
    """The statements, facts and listings of a record, each with its words."""
    texts: tuple[tuple[str, Sequence[Any], str], ...] = (
        ("listed", agency.listed, "basis"), ("statements", agency.statements, "words"),
        ("facts", agency.facts, "text"), ("context", agency.context, "text"),
    )  # fmt: skip
    for name, claims, field in texts:
        yield from (((name, n, field), getattr(claim, field)) for n, claim in enumerate(claims))


def same_claims(desk: Desk, agency: Agency) -> Iterator[Finding]:
    """Two claims of one record that say the same in the same list."""
    first: dict[tuple[Any, str], Path] = {}
    for path, words in claims_of(agency):
        mark = (path[0], key_of(words))
        if first.setdefault(mark, path) != path:
            place = desk.locate(agency.origin, *first[mark])
            message = f"'{agency.id}' says this already at {place}"
            id_ = f"same-claims:{agency.id}:{path[0]}:{slug(words)[:LONGEST]}"
            yield desk.look(id_, agency, path, message, REMEDY)
