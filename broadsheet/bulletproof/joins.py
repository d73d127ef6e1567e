"""Room: whatever points to another entry finds it: no row is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from broadsheet.bulletproof.desk import Desk, Path, number, subject_of
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.figures import FigureValue
from broadsheet.figures.conditions import Records, chosen_agencies
from broadsheet.geography import county_of
from broadsheet.model import Agency, Correction, Entry, Event, Figure, Origin
from broadsheet.rules.case import find_citations


class Pointer(NamedTuple):
    """A word that should be the id or name of something, whose it is, and where it stands."""

    word: str
    subject: str
    origin: Origin
    path: Path


def no_join_drops_a_row(desk: Desk) -> Iterator[Line]:
    """A line for each way from one file to another: how many of how many arrive."""
    found, words = desk.found, desk.found.dictionary
    counties = {county.name for county in found.gazetteer.counties}
    ways: tuple[tuple[str, Iterable[Pointer], Iterable[str]], ...] = (
        ("citations to sources", citations(desk), (s.id for s in found.sources)),
        ("records to kinds", pointers(found.agencies, "kind"), (t.id for t in words.kinds)),
        ("records to replies", replies(found.agencies), (t.id for t in words.replies)),
        ("records to ranges", ranges(found.agencies), (t.id for t in words.ranges)),
        ("records to places", towns(found.agencies), (p.name for p in found.gazetteer.places)),
        ("records to county boundaries", pointers(found.agencies, "county"), counties),
        ("places to county boundaries", gazetteer_counties(desk), counties),
        ("events to records", mentions(found.timeline), (a.id for a in found.agencies)),
        ("corrections to records", mentions(found.corrections), (a.id for a in found.agencies)),
        ("sources to readings", pointers(found.sources, "read"), (t.id for t in words.readings)),
    )
    for name, going, there in ways:
        yield join_line(desk, name, list(going), set(there))
    yield Line("joins", *figure_rows(desk))


def join_line(desk: Desk, name: str, going: Sequence[Pointer], there: set[str]) -> Line:
    """How many of how many arrive; each that does not is told."""
    lost = [pointer for pointer in going if pointer.word not in there]
    check = name.replace(" ", "-")
    findings = tuple(
        desk.wrong(
            f"joins:{check}:{pointer.word}:{pointer.subject}", pointer.origin, pointer.path,
            f"'{pointer.word}' leads nowhere: {name}",
            "correct the word, or add what it names",
        )
        for pointer in lost
    )  # fmt: skip
    told = f"{name}: {number(len(going) - len(lost))} of {number(len(going))} arrive"
    return Line("joins", told, findings)


def citations(desk: Desk) -> Iterator[Pointer]:
    """Every citation of the records, figures, events and articles."""
    found = desk.found
    entries = (*found.agencies, *found.figures, *found.timeline)
    subjects = {entry.origin: subject_of(entry) for entry in entries}
    for origin, path, cited in find_citations(found):
        for place, citation in enumerate(cited):
            subject = subjects.get(origin, origin.file)
            yield Pointer(citation.source, subject, origin, (*path, place))


def pointers(entries: Sequence[Entry], field: str) -> Iterator[Pointer]:
    """The word in one field of each entry that has it."""
    for entry in entries:
        word = getattr(entry, field)
        if word:
            yield Pointer(word, subject_of(entry), entry.origin, (field,))


def replies(agencies: Sequence[Agency]) -> Iterator[Pointer]:
    """The category of each reply that has one."""
    return (
        Pointer(reply.category, agency.id, agency.origin, ("replies", number, "category"))
        for agency in agencies
        for number, reply in enumerate(agency.replies)
        if reply.category
    )


def ranges(agencies: Sequence[Agency]) -> Iterator[Pointer]:
    """The range of each record that has one."""
    for agency in agencies:
        if agency.searches:
            path = ("searches", "range")
            yield Pointer(agency.searches.range, agency.id, agency.origin, path)


def towns(agencies: Sequence[Agency]) -> Iterator[Pointer]:
    """The place of each record that needs the gazetteer: one with coordinates does not."""
    for agency in agencies:
        if agency.place and agency.latitude is None:
            yield Pointer(agency.place, agency.id, agency.origin, ("place",))


def gazetteer_counties(desk: Desk) -> Iterator[Pointer]:
    """The county of each place and ZIP code of the gazetteer."""
    gazetteer = desk.found.gazetteer
    for file, rows in (("places.csv", gazetteer.places), ("zips.csv", gazetteer.zips)):
        origin = Origin(f"content/geography/{file}")
        yield from (Pointer(row.county, row[0], origin, ()) for row in rows)


def mentions(entries: Sequence[Event | Correction]) -> Iterator[Pointer]:
    """The records that events or corrections are about."""
    for entry in entries:
        for place, word in enumerate(entry.agencies):
            yield Pointer(word, subject_of(entry), entry.origin, ("agencies", place))


def figure_rows(desk: Desk) -> tuple[str, tuple[Finding, ...]]:
    """Computed figures that count nothing, or that leave records out for want of a number."""
    computed = [f for f in desk.found.figures if f.value is None]
    valued = [figure for figure in computed if figure.id in desk.figures]
    findings = [
        finding
        for figure in valued
        for finding in figure_findings(desk, figure, desk.figures[figure.id])
    ]
    told = f"figures to records: {number(len(valued))} of {number(len(computed))} computed"
    return f"{told}, {number(len(findings))} with rows left out", tuple(findings)


def figure_findings(desk: Desk, figure: Figure, value: FigureValue) -> Iterator[Finding]:
    """A figure whose conditions choose nobody, or whose field is blank where they choose."""
    if figure.count and figure.where and not value.rows:
        message = f"the figure '{figure.id}' counts nothing"
        remedy = "check its 'where'; 0 may be right, and then a waiver says so"
        yield desk.look(f"joins:figures:{figure.id}", figure, ("where",), message, remedy)
    way = next((w for w in ("sum", "minimum", "maximum") if getattr(figure, w)), "")
    chosen = chosen_by(desk, figure) if way else []
    left = len(chosen) - len(value.rows)
    if way and left:
        message = f"'{figure.id}' is the {way} of {number(len(value.rows))} of"
        message += f" {number(len(chosen))} records; in {number(left)} the field is blank"
        remedy = "say in its label that it is of the records that have a number"
        yield desk.look(f"joins:figures:{figure.id}", figure, (way,), message, remedy)


def chosen_by(desk: Desk, figure: Figure) -> list[Agency]:
    """The records that a figure's conditions choose, whether or not they hold a number."""
    gazetteer = desk.found.gazetteer
    counties = {a.id: county_of(a, gazetteer) or "" for a in desk.found.agencies}
    own = desk.found.dictionary.own_fields
    records = Records(desk.found.agencies, (), (), counties, {}, {}, own)
    return chosen_agencies(records, figure)
