"""Room: the ledger. Which fields of a record each surface shows: the one place that says so.

A surface is a way in which a record stands on a page that is not its own: a row of the table,
a card, a mark of the map. `FIELDS` names what it shows of the record, by the columns of the
downloads; a test holds the templates to it. `rows_on` finds the records that a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from broadsheet.ledger.identity import is_record_page
from broadsheet.pages import (
    AgencyRow,
    AgencyView,
    ArticleView,
    ChartView,
    CountyRow,
    CountyView,
    EmbedView,
    EventView,
    ExplorerView,
    FacetValue,
    FacetView,
    FiguresView,
    LocatorView,
    MapView,
    Page,
    PageClaims,
    PageLink,
    SourceClaimsView,
    SourcesView,
    UnansweredView,
)

PLACE = ("place", "county", "statewide")
SPOT = ("latitude", "longitude")
FIELDS: dict[str, tuple[str, ...]] = {
    "table": ("name", "aliases", "kind", *PLACE, *SPOT, "reply_category", "searches_range"),
    "card": ("kind", "name", *PLACE, "listed_by", "searches_range", "reply_category",
             "reply_summary"),
    "mark": ("name", "reply_category", *PLACE, *SPOT, "listed_by", "searches_range"),
    "line": ("name", "listed_by", "searches_range", "reply_category"),
    "entry": ("name", "reply_category"),
    "link": ("name",),
    "unanswered": ("name", "reply_category"),
    "strip": ("name", "searches_range", "reply_category"),
    "bars: Reply": ("name", "reply_category"),
    "bars: Kind": ("name", "kind"),
    "bars: County": ("name", *PLACE),
}  # fmt: skip
"""By the surface: a row of the table, a card, a mark of the map with its card, a line at the foot
of an article, an entry of a list by county, a link, a line of those who did not answer, and the
charts that name records."""

CLAIM_OF = {
    "reply_category": "reply",
    "reply_summary": "reply.summary",
    "searches_range": "searches_range",
    **dict.fromkeys(("name", "aliases", "kind", *PLACE), "record"),
}
"""The claim of a record's page that states a column which surfaces show, too."""

COLUMNS_OF: dict[str, tuple[str, ...]] = {
    "record": ("name", "aliases", "kind", *PLACE),
    "listed": ("listed_by", "listed_basis"),
    "reply": ("reply_category", "reply_by", "reply_date", "reply_date_note"),
    "reply.summary": ("reply_summary",),
    "reply.words": ("reply_words",),
    "spending_amount": ("spending_amount", "spending_note"),
    "users_authorized": ("users_authorized", "users_at_least", "users_note"),
    "free_trial": ("free_trial", "free_trial_note"),
    "began": ("began", "began_note"),
    "ended": ("ended", "ended_note"),
}
"""The columns that a claim of a record's page states: where it stands as a whole elsewhere."""

NO_EVENTS = (str, int, float, type(None), AgencyRow, FacetValue, LocatorView, MapView)
"""What holds no event: most of a page."""
FEW = 3
"""Up to so many records of a county are cards; more are a table."""


class Seen(NamedTuple):
    """A record as it stands on a page: by which surface, and the address of its own page.

    `own` are the columns that it has there of fields which the dictionary declares.
    """

    surface: str
    path: str
    own: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What it shows of the record, by the columns of the downloads."""
        return (*FIELDS[self.surface], *self.own)


def rows_on(page: Page) -> Iterator[Seen]:
    """Every record that a page shows besides its own, with the surface that shows it."""
    view = page.view
    if isinstance(view, AgencyView):
        yield from seen("card", view.neighbours)
        yield from seen("link", linked(view.timeline))
        yield from named(link for link in (view.previous, view.following) if link)
    elif isinstance(view, SourcesView):
        yield from parts_on(view.article)
        yield from named(link for source in view.sources for link in source.cited_by)
        yield from named(group.page for group in claims_on(page))
    elif isinstance(view, SourceClaimsView):
        yield from named(group.page for group in claims_on(page))
    elif isinstance(view, FiguresView):
        yield from parts_on(view.article)
        yield from named(link for figure in view.figures for link in figure.rows)
    elif isinstance(view, CountyView):
        yield from seen("card" if len(view.rows) <= FEW else "table", view.rows)
        yield from seen("card", (*view.statewide, *(row for row, _ in view.nearest)))
    elif isinstance(view, FacetView):
        yield from seen("table", view.value.rows)
    elif isinstance(view, ArticleView):
        yield from parts_on(view)
        yield from seen("line", view.agencies)
    else:
        yield from listed_on(view)


def listed_on(view: Any) -> Iterator[Seen]:
    """The records of a page that lists, and those in the words that introduce it."""
    article = getattr(view, "article", None)
    if isinstance(article, ArticleView):
        yield from parts_on(article)
    if isinstance(view, ExplorerView):
        yield from seen("table", view.rows)
    if isinstance(view, ExplorerView | EmbedView):
        yield from seen("mark", marked(view.map))
    for county in getattr(view, "listed", ()):
        if isinstance(county, CountyRow):
            yield from seen("entry", county.rows)
    yield from seen("link", linked(getattr(view, "events", ())))


def parts_on(article: ArticleView) -> Iterator[Seen]:
    """The records in the stretches of an article."""
    for part in article.parts:
        if isinstance(part.view, MapView):
            yield from seen("mark", marked(part.view))
        elif isinstance(part.view, AgencyRow):
            yield Seen("card", part.view.path)
        elif isinstance(part.view, ChartView):
            yield from charted(part.view)
        elif isinstance(part.view, UnansweredView):
            both = (*part.view.silent, *part.view.unknown)
            yield from seen("unanswered", tuple(one.row for one in both))
        elif isinstance(part.view, tuple):
            yield from seen("table", tuple(r for r in part.view if isinstance(r, AgencyRow)))
            yield from seen("link", linked(part.view))


def charted(chart: ChartView) -> Iterator[Seen]:
    """The records that a chart names; what it says of them stands in the table of it."""
    heading = next(iter(chart.table.columns), "")
    surface = f"{chart.form}: {heading}" if chart.form == "bars" else chart.form
    if chart.form == "bars" and surface not in FIELDS:
        surface = "bars: County"  # the one heading that a site may call something else
    links = (link for row in chart.table.rows for cell in row for link in cell.links)
    yield from (Seen(surface if surface in FIELDS else "link", link.path) for link in links)


def named(links: Iterable[PageLink]) -> Iterator[Seen]:
    """The records whose pages are named by links."""
    yield from (Seen("link", link.path) for link in links if is_record_page(link.path))


def seen(surface: str, rows: tuple[AgencyRow, ...]) -> Iterator[Seen]:
    """Each of these rows on one surface."""
    for row in rows:
        own = tuple(cell.field for cell in row.cells) if surface == "table" else ()
        yield Seen(surface, row.path, own)


def marked(view: MapView) -> tuple[AgencyRow, ...]:
    """The records of a map: its marks, and those that have none, beside it."""
    return (*(mark.row for mark in view.marks), *view.statewide, *view.unplaced)


def linked(events: tuple[Any, ...]) -> tuple[AgencyRow, ...]:
    """The records that events name."""
    return tuple(row for event in events if isinstance(event, EventView) for row in event.agencies)


def claims_on(page: Page) -> Iterator[PageClaims]:
    """The claims that a page lists under the sources which they rest on, page by page."""
    view = page.view
    if isinstance(view, SourcesView):
        for source in view.sources:
            yield from (*source.first, *source.rest)
    elif isinstance(view, SourceClaimsView):
        yield from view.claims


def listed_claims(page: Page) -> Iterator[str]:
    """The same claims by their ids."""
    yield from (line.claim for group in claims_on(page) for line in group.lines)


def events_on(view: Any) -> Iterator[EventView]:
    """Every event in a page's view, however deep; rows and facets hold none."""
    if isinstance(view, EventView):
        yield view
        return
    for part in parts_of(view):
        if not isinstance(part, NO_EVENTS):
            yield from events_on(part)


def parts_of(view: Any) -> Iterable[Any]:
    """What a record or a list is made of; nothing of all else."""
    if isinstance(view, tuple | list):
        return view
    return (getattr(view, name) for name in names_in(type(view)))  # type: ignore[arg-type]  # typeshed: a class is no Hashable


@lru_cache(maxsize=256)
def names_in(kind: type) -> tuple[str, ...]:
    """The names of a record's fields; nothing of what is no record."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
