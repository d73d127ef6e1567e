"""Room: lookup. Every page becomes the entries under which readers find it.

An entry is made from a page's view, so it holds what the page shows and nothing else: no
draft, no private field. The order of the groups is their worth to a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from broadsheet.lookup.passages import filled, joined, sections, spoken
from broadsheet.pages import (
    AgencyRow,
    AgencyView,
    ArticleView,
    ClaimView,
    ContactView,
    CorrectionsView,
    CountyView,
    DataView,
    Detail,
    FiguresView,
    Page,
    ReplyView,
    SiteView,
    SourcesView,
    SourceView,
    TermView,
    TimelineView,
)
from broadsheet.sentences import sentences

AGENCIES, COUNTIES, PLACES, PROSE, SOURCES, TERMS, FIGURES, EVENTS, CORRECTIONS = range(9)


class Entry(NamedTuple):
    """Something to find: where it leads from the site's top, and the sentences that say it.

    `group` and `kind` say what it is, to the program and to readers; `names` are other names.
    """

    group: int
    kind: str
    title: str
    path: str
    lines: tuple[str, ...] = ()
    names: str = ""


def find_entries(pages: Iterable[Page], site: SiteView) -> tuple[Entry, ...]:
    """Everything that can be found, group by group, in the order of the pages."""
    found = (entry for page in pages for entry in entries_of(page, site))
    return tuple(sorted(found, key=lambda entry: entry.group))


def entries_of(page: Page, site: SiteView) -> Iterator[Entry]:
    """The entries of one page: its words, then what it lists. Pages for programs have none."""
    article = page.article
    if article:
        yield from prose_entries(page, article, site)
    for shape, find in LISTED.items():
        if isinstance(page.view, shape):
            yield from find(page, page.view, site)


def prose_entries(page: Page, article: ArticleView, site: SiteView) -> Iterator[Entry]:
    """The page by its title, then each section by its heading."""
    menu = {link.path: link.title for link in site.navigation}
    name = menu.get(page.path, page.title)
    titles = {heading.id: heading.text for heading in article.headings}
    for anchor, lines in sections(article):
        path = f"{page.path}#{anchor}" if anchor else page.path
        if anchor:
            yield Entry(PROSE, name, titles.get(anchor, name), path, lines)
        else:
            kind = "Page" if name == page.title else name
            told = (*sentences(article.kicker, article.dek or page.description), *lines)
            yield Entry(PROSE, kind, page.title, path, told)


def agency_entries(page: Page, view: AgencyView, site: SiteView) -> Iterator[Entry]:
    """An agency by its names, its place, what is said of it and what it says."""
    row = view.row
    lines = filled(
        (
            in_short(row),
            *reply_lines(view.reply),
            *earlier_lines(view.contacts),
            *claim_lines(view, site),
        )
    )
    names = f"Other names: {', '.join(row.aliases)}" if row.aliases else ""
    yield Entry(AGENCIES, capital(site.singular), row.name, page.path, tuple(lines), names)


def in_short(row: AgencyRow) -> str:
    """What it is, where, who lists it and what it replied: neither stands without the other."""
    listed = f"Listed by {', '.join(row.listed_by)}" if row.listed_by else ""
    reach = joined(listed, f"listed range {row.range.label}" if row.range else "", by="; ")
    return joined(joined(row.kind.label, row.where), reach, f"Reply: {row.reply.label}", by=". ")


def earlier_lines(steps: Iterable[ContactView]) -> Iterator[str]:
    """The replies before the one that counts, as we sum them up and in their own words."""
    for step in steps:
        if step.kind != "asked":
            yield firmly(step.text, step.standing)
            yield firmly(spoken(step.words, step.who), step.standing)


def reply_lines(reply: ReplyView) -> Iterator[str]:
    """The reply as we sum it up, and in its own words."""
    yield firmly(reply.summary, reply.standing)
    yield firmly(spoken(reply.words, reply.by), reply.standing)


def claim_lines(view: AgencyView, site: SiteView) -> Iterator[str]:
    """What is said, a line a claim: its sentences may lean on one another."""
    for claim in view.listings:
        by = f"Listed by {claim.by}" if claim.by else ""
        yield firmly(joined(by, whole(claim), by=": "), claim.standing)
    yield from map(detail_line, view.details)
    for claim in view.statements:
        words = spoken(claim.text, claim.speaker or claim.by)
        yield firmly(joined(words, claim.note, by=" "), claim.standing)
    for claim in view.facts:
        yield firmly(whole(claim), claim.standing)
    for unclear in view.unclear:
        yield f"Unclear: {unclear}"
    for claim in view.context:
        yield firmly(f"Background, not about {site.subject}: {whole(claim)}", claim.standing)


def whole(claim: ClaimView) -> str:
    """A claim with our note on it."""
    return joined(claim.text, claim.note, by=" ")


def firmly(line: str, standing: TermView | None) -> str:
    """A line with how firmly it stands, where that must be said."""
    return f"{line} ({standing.label})" if line and standing else line


def detail_line(detail: Detail) -> str:
    """A line of the facts box, if a source says anything."""
    if not detail.value:
        return ""
    value = firmly(f"{detail.label}: {detail.value}", detail.standing)
    return joined(value, detail.note, by=". ")


def county_entries(page: Page, view: CountyView, site: SiteView) -> Iterator[Entry]:
    """A county, and every place in it: both lead to the county's page."""
    named = ", ".join(row.name for row in view.rows)
    told = f"{capital(site.plural)} named in this {view.kind}: {named}"
    line = told if named else page.description
    yield Entry(COUNTIES, capital(view.kind), view.name, page.path, (line,))
    for place in view.places:
        yield Entry(PLACES, "Place", f"{place}, {view.name}", page.path)


def source_entries(_page: Page, view: SourcesView, _site: SiteView) -> Iterator[Entry]:
    """Every source by its title."""
    for source in view.sources:
        path = f"{source.path}#{source.anchor}"
        lines = tuple(filled(source_lines(source)))
        yield Entry(SOURCES, "Source", source.title, path, lines)


def source_lines(source: SourceView) -> Iterator[str]:
    """Who wrote it, where and when, then what we note of it."""
    if source.access == "confidential":
        yield source.described
        return
    yield joined(source.author, source.outlet, source.date.text if source.date else "")
    yield f"On the title: {source.title_note}" if source.title_note else ""
    yield f"On the date: {source.date_note}" if source.date_note else ""
    yield from sentences(source.note)
    if source.reading:
        yield f"{source.reading.label}. {source.reading.meaning}"


def term_entries(page: Page, view: DataView, _site: SiteView) -> Iterator[Entry]:
    """The words of the dictionary."""
    for _, terms in view.vocabularies:
        for term in terms:
            lines = tuple(sentences(term.meaning))
            yield Entry(TERMS, "Definition", term.label, page.path, lines)


def figure_entries(page: Page, view: FiguresView, _site: SiteView) -> Iterator[Entry]:
    """The figures, each by what it counts: its value stands with how it is come by."""
    for figure in view.figures:
        told = joined(figure.value, figure.sentence, by=": ")
        lines = (told, *sentences(figure.note))
        yield Entry(FIGURES, "Figure", figure.label, f"{page.path}#{figure.id}", lines)


def event_entries(page: Page, view: TimelineView, _site: SiteView) -> Iterator[Entry]:
    """The events of the timeline, each by its date."""
    for event in view.events:
        lines = tuple(sentences(event.event, event.date_note))
        yield Entry(EVENTS, page.title, event.date.text or page.title, page.path, lines)


def correction_entries(page: Page, view: CorrectionsView, _site: SiteView) -> Iterator[Entry]:
    """The corrections, each by its date."""
    for correction in view.corrections:
        path = f"{page.path}#{correction.anchor}"
        lines = tuple(sentences(correction.text, correction.why))
        kind = "Update" if correction.is_update else "Correction"
        yield Entry(CORRECTIONS, kind, correction.date.text, path, lines)


def capital(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


LISTED: dict[type, Callable[[Page, Any, SiteView], Iterator[Entry]]] = {
    AgencyView: agency_entries,
    CountyView: county_entries,
    SourcesView: source_entries,
    DataView: term_entries,
    FiguresView: figure_entries,
    TimelineView: event_entries,
    CorrectionsView: correction_entries,
}
"""What a page lists, by the shape of its view."""
