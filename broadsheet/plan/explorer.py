"""Stage plan: the explorer, a page for each value that its filters know, its map for others.

The pages of the values stand in for the filters where no program runs: their links are
where the filters would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from broadsheet.model import PublicField
from broadsheet.pages import (
    AgencyRow,
    EmbedView,
    ExplorerView,
    Facet,
    FacetValue,
    FacetView,
    MapView,
    Page,
    PageLink,
    TermView,
)
from broadsheet.plan.articles import intro, introduced, tiles_of
from broadsheet.plan.desk import Desk
from broadsheet.plan.listings import built_page, last_updated
from broadsheet.plan.reading import Reading
from broadsheet.plan.site import EMBED
from broadsheet.plan.words import capital

NONE, STATEWIDE = "none", "statewide"
NOT_KNOWN = "Not known"


class Sorter(NamedTuple):
    """How a facet sorts rows: by which of the dictionary's groups, and which word each has.

    `missing` is the label of the rows that have no word; without one every row has.
    """

    name: str
    label: str
    group: str
    word_of: Callable[[AgencyRow], TermView | None]
    missing: str = ""


SORTERS: tuple[Sorter, ...] = (
    Sorter("reply", "Reply", "replies", lambda row: row.reply),
    Sorter("kind", "Kind", "kinds", lambda row: row.kind),
    Sorter("range", "Listed range", "ranges", lambda row: row.range, "No range known"),
)
"""Every facet that the dictionary has words for; the counties are one more."""


def plan_explorer(desk: Desk, readings: Mapping[str, Reading], drawn: MapView) -> Iterator[Page]:
    """`/agencies/`, then `/agencies/reply/denied/` and its like, then `/embed/map/`."""
    plural, rows = desk.site.plural, tuple(desk.rows.values())
    article = intro(desk, readings, "agencies", capital(plural))
    facets = tuple(find_facets(desk, rows))
    page = built_page(
        desk,
        path=desk.site.records,
        template="agencies.html",
        title=article.title,
        description=article.dek or f"Every one of the {plural} that this site names.",
        view=ExplorerView(article, drawn, rows, facets),
        updated=last_updated(rows),
        tile_host=tiles_of(desk),
    )
    yield introduced(page, readings, "agencies", desk)
    for facet in facets:
        for value in facet.values:
            if value.path.startswith(desk.site.records):
                yield plan_value(desk, facet, value, article.title)
    yield plan_embed(desk, drawn)


def find_facets(desk: Desk, rows: tuple[AgencyRow, ...]) -> Iterator[Facet]:
    """The facets that part the rows: those with a single value are left out."""
    facets = [*(sorted_by(desk, sorter, rows) for sorter in SORTERS), by_county(desk, rows)]
    facets += [
        by_field(desk, field, rows) for field in desk.found.dictionary.own_fields if field.filter
    ]
    yield from (facet for facet in facets if len(facet.values) > 1)


def by_field(desk: Desk, field: PublicField, rows: tuple[AgencyRow, ...]) -> Facet:
    """The words of a declared field that at least one row has; a list has several at once."""
    path = f"{desk.site.records}{field.in_address}/"
    words = desk.group(field.id) or (TermView("yes", "Yes", "", ""), TermView("no", "No", "", ""))
    having = {
        word.id: tuple(row for row in rows if word.id in row.cell(field.id).values)
        for word in words
    }
    values = [
        FacetValue(word.id, word.label, f"{path}{word.id}/", having[word.id], word)
        for word in words
        if having[word.id]
    ]
    without = tuple(row for row in rows if not row.cell(field.id).values)
    if without and values:
        values.append(FacetValue(NONE, NOT_KNOWN, f"{path}{NONE}/", without))
    return Facet(field.id, field.label, tuple(values))


def sorted_by(desk: Desk, sorter: Sorter, rows: tuple[AgencyRow, ...]) -> Facet:
    """The words that at least one row has, in the dictionary's order; then no word."""
    path = f"{desk.site.records}{sorter.name}/"
    ids = {row.id: word.id if (word := sorter.word_of(row)) else NONE for row in rows}
    having = {one: tuple(row for row in rows if ids[row.id] == one) for one in ids.values()}
    values = [
        FacetValue(term.id, term.label, f"{path}{term.id}/", having[term.id], term)
        for term in desk.group(sorter.group)
        if term.id in having
    ]
    if NONE in having and values:
        values.append(FacetValue(NONE, sorter.missing, f"{path}{NONE}/", having[NONE]))
    return Facet(sorter.name, sorter.label, tuple(values))


def by_county(desk: Desk, rows: tuple[AgencyRow, ...]) -> Facet:
    """The counties with rows, by name: each has a page already. Then the area as a whole."""
    links = sorted({row.county for row in rows if row.county})
    values = [
        FacetValue(link.path.split("/")[1], link.title, link.path, desk.by_county[link.path])
        for link in links
    ]
    whole = tuple(row for row in rows if row.statewide)
    if whole:
        path = f"{desk.site.records}county/{STATEWIDE}/"
        values.append(FacetValue(STATEWIDE, f"All of {desk.site.area}", path, whole))
    return Facet("county", capital(desk.site.county), tuple(values))


def plan_value(desk: Desk, facet: Facet, value: FacetValue, parent: str) -> Page:
    """The page of one value: its rows, and no more than the explorer says of them."""
    site = desk.site
    told = f"{len(value.rows)} of {len(desk.rows)} {site.plural} that this site names"
    return built_page(
        desk,
        path=value.path,
        template="facet.html",
        title=f"{capital(site.plural)} by {facet.label.lower()}: {value.label}",
        description=f"{told}. {facet.label}: {value.label}.",
        view=FacetView(facet, value, len(desk.rows)),
        updated=last_updated(value.rows),
        parent=PageLink(parent, desk.site.records),
    )


def plan_embed(desk: Desk, drawn: MapView) -> Page:
    """The map alone, for the pages of others: it loads from nowhere else, and asks for no tiles.

    Search engines are to find it where we show it.
    """
    return Page(
        path=EMBED,
        template="embed.html",
        title=f"Map of the {desk.site.plural}",
        description="",
        view=EmbedView(replace(drawn, tiles=None)),
        in_sitemap=False,
    )
