"""Stage plan: the desk, where every record is looked up in the form that pages show.

Made once a build from the public investigation; read by all that plan a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet import geography
from broadsheet.model import (
    Agency,
    Category,
    Claim,
    Dictionary,
    Event,
    Investigation,
    Term,
)
from broadsheet.model import Source as SourceRecord
from broadsheet.notes import Notes
from broadsheet.pages import (
    UNDATED,
    AgencyRow,
    ClaimView,
    EventView,
    NoteRef,
    NoteView,
    PageLink,
    SiteView,
    SourceView,
    TermView,
)
from broadsheet.plan.reading import locale_of, source_labels
from broadsheet.plan.rows import Wording, agency_row, county_link, county_links
from broadsheet.plan.site import SOURCES, site_view
from broadsheet.plan.words import when

FACTS = ("searches", "spending", "users", "free_trial", "began", "ended")
"""The fields of a record that the facts box shows."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All lookups: ids to views, and the settings that words depend on."""

    found: Investigation
    locale: str
    site: SiteView
    words: Mapping[str, TermView]
    labels: Mapping[str, str]
    sources: Mapping[str, SourceView]
    spots: Mapping[str, geography.Spot | None]
    counties: Mapping[str, PageLink]
    rows: Mapping[str, AgencyRow]
    by_county: Mapping[str, tuple[AgencyRow, ...]]
    facts: frozenset[str]
    source_names: Mapping[str, str]

    def notes(self) -> Notes:
        """A fresh numbering for one page."""
        return Notes(self.source_names)

    def note_views(self, notes: Notes) -> tuple[NoteView, ...]:
        """The notes at a page's foot."""
        return tuple(
            NoteView(n.number, n.id, self.sources[n.citation.source], n.citation.at or "", n.back)
            for n in notes.cited()
        )

    def refs(self, claim: Claim | Event, notes: Notes) -> tuple[NoteRef, ...]:
        """The marks behind a claim."""
        return tuple(notes.cite(citation) for citation in claim.sources)

    def standing(self, claim: Claim) -> TermView | None:
        """How firmly a claim stands, where that must be said."""
        return self.words[f"standings/{claim.standing}"] if claim.standing else None

    def claim(self, claim: Any, notes: Notes, **texts: str) -> ClaimView:
        """A claim of any kind; `texts` name the field that holds its words."""
        return ClaimView(
            refs=self.refs(claim, notes),
            date=when(getattr(claim, "date", None), self.locale),
            date_note=getattr(claim, "date_note", None) or "",
            note=getattr(claim, "note", None) or "",
            standing=self.standing(claim),
            **texts,
        )

    def event(self, event: Event, notes: Notes) -> EventView:
        """An entry of the timeline."""
        return EventView(
            date=when(event.date, self.locale) or UNDATED,
            event=event.event,
            agencies=tuple(self.rows[agency] for agency in event.agencies),
            refs=self.refs(event, notes),
            date_note=event.date_note or "",
        )

    def county(self, name: str) -> PageLink:
        """A county's page, by the name that records write."""
        return county_link(self.counties, name)

    def events(self) -> tuple[Event, ...]:
        """The timeline in order of time."""
        return tuple(sorted(self.found.timeline, key=lambda event: event.date))

    def group(self, name: str) -> tuple[TermView, ...]:
        """The words of one vocabulary, in the dictionary's order."""
        return tuple(view for key, view in self.words.items() if key.startswith(f"{name}/"))

    def label(self, column: str, otherwise: str) -> str:
        """What the dictionary calls a column."""
        return self.labels.get(column, otherwise)


def term_view(term: Term) -> TermView:
    """A word of the dictionary."""
    view = TermView(term.id, term.label, term.plural or term.label, term.meaning)
    if isinstance(term, Category):
        return view._replace(colour=term.colour, symbol=term.symbol, disputes=term.disputes)
    return view


def all_words(dictionary: Dictionary) -> dict[str, TermView]:
    """Every word by `kinds/sheriff`, `replies/denied` and so on, in the dictionary's order.

    The words of a declared field are called by its name: `ownership/nonprofit`.
    """
    groups = ("kinds", "replies", "ranges", "readings", "standings", "terms")
    words = {group: getattr(dictionary, group) for group in groups}
    words |= {field.id: field.choices for field in dictionary.own_fields}
    return {f"{group}/{term.id}": term_view(term) for group in words for term in words[group]}


def source_view(source: SourceRecord, words: Mapping[str, TermView], locale: str) -> SourceView:
    """A source with its address on the site; where it is cited is known later."""
    return SourceView(
        id=source.id,
        title=source.title,
        outlet=source.outlet,
        path=SOURCES,
        anchor=f"source-{source.id}",
        title_note=source.title_note or "",
        author=source.author or "",
        date=when(source.date, locale),
        date_note=source.date_note or "",
        url=source.url or "",
        archived=source.archived or "",
        reading=words[f"readings/{source.read}"] if source.read else None,
        note=source.note or "",
        access=source.access,
        described=source.public_description or "",
    )


def open_desk(found: Investigation, menu: Mapping[str, str]) -> Desk:
    """Look everything up once. `menu` names the articles that menus lead to."""
    locale = locale_of(found)
    words = all_words(found.dictionary)
    spots = {agency.id: geography.locate(agency, found.gazetteer) for agency in found.agencies}
    wording = Wording(words, county_links(found.gazetteer), found, locale)
    rows = {agency.id: agency_row(agency, spots[agency.id], wording) for agency in found.agencies}
    return Desk(
        found=found,
        locale=locale,
        site=site_view(found, menu),
        words=words,
        labels={column.id: column.label for column in found.dictionary.fields},
        sources={source.id: source_view(source, words, locale) for source in found.sources},
        spots=spots,
        counties=wording.counties,
        rows=rows,
        by_county=grouped(rows.values()),
        facts=frozenset(name for agency in found.agencies for name in facts_of(agency)),
        source_names=source_labels(found),
    )


def facts_of(agency: Agency) -> Iterator[str]:
    """The fields of the facts box that a record has."""
    yield from (name for name in FACTS if getattr(agency, name))
    yield from (one.field for one in agency.particulars)


def grouped(rows: Iterable[AgencyRow]) -> dict[str, tuple[AgencyRow, ...]]:
    """The rows of each county, by the address of its page."""
    found: dict[str, tuple[AgencyRow, ...]] = {}
    for row in rows:
        if row.county:
            found[row.county.path] = (*found.get(row.county.path, ()), row)
    return found
