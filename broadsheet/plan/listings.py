"""Stage plan: the pages that list: counties, sources, timeline, corrections, data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from broadsheet import geography, structured
from broadsheet.exports import columns, downloads
from broadsheet.maps import plan_locator
from broadsheet.model import County
from broadsheet.pages import (
    AgencyRow,
    ArticleView,
    ChangesView,
    CorrectionsView,
    CorrectionView,
    CountiesView,
    CountyRow,
    CountyView,
    DataView,
    EditionView,
    MapView,
    Output,
    Page,
    PageLink,
    TimelineView,
    When,
)
from broadsheet.plan.articles import intro, introduced
from broadsheet.plan.desk import Desk
from broadsheet.plan.reading import Reading
from broadsheet.plan.site import (
    CHANGES,
    CORRECTIONS,
    COUNTIES,
    DATA,
    FRONT_PAGE,
    TIMELINE,
)
from broadsheet.plan.words import capital, miles

Readings = Mapping[str, Reading]
NEAREST = 3
VOCABULARIES = {
    "kinds": "Kinds",
    "replies": "Replies",
    "ranges": "Ranges",
    "readings": "How much of a source was read",
    "standings": "How firmly a claim stands",
    "terms": "Words of the story",
}


def built_page(  # noqa: PLR0913  (what a page is made of, each by its name)
    desk: Desk, *, path: str, template: str, title: str, description: str, view: Any,
    updated: When | None = None, parent: PageLink | None = None, extra: tuple[Any, ...] = (),
    tile_host: str = "",
) -> Page:  # fmt: skip
    """A page with its breadcrumbs, and what search engines are told."""
    home = PageLink(FRONT_PAGE, "")
    crumbs = tuple(link for link in (home, parent, PageLink(title, path)) if link)
    told = (*extra, structured.breadcrumb_list(crumbs, desk.site.base_url))
    return Page(
        path=path,
        template=template,
        title=title,
        description=description,
        view=view,
        updated=updated,
        breadcrumbs=crumbs,
        json_ld=structured.as_script_json(*told),
        tile_host=tile_host,
    )


def last_updated(rows: Iterable[AgencyRow]) -> When | None:
    """The newest of the records."""
    return max((row.updated for row in rows), key=lambda date: date.iso, default=None)


def plan_counties(desk: Desk, readings: Readings) -> Iterator[Page]:
    """`/counties/`, then a page for each county of the area."""
    article = intro(desk, readings, "counties", capital(desk.site.counties))
    entries = tuple(county_row(desk, county) for county in desk.found.gazetteer.counties)
    view = CountiesView(
        article=article,
        listed=tuple(entry for entry in entries if entry.rows),
        others=tuple(entry for entry in entries if not entry.rows),
    )
    description = (
        article.dek or f"The {desk.site.counties} of {desk.site.area}, and what is known of each."
    )
    page = built_page(
        desk, path=COUNTIES, template="counties.html", title=article.title,
        description=description, view=view, updated=last_updated(desk.rows.values()),
    )  # fmt: skip
    yield introduced(page, readings, "counties", desk)
    towns = places_by_county(desk)
    for county, entry in zip(desk.found.gazetteer.counties, entries, strict=True):
        yield plan_county(desk, county, entry, towns[county.name], article.title)


def places_by_county(desk: Desk) -> Mapping[str, list[str]]:
    """The names of the places in each county."""
    towns: dict[str, list[str]] = defaultdict(list)
    for place in desk.found.gazetteer.places:
        towns[place.county].append(place.name)
    return towns


def county_row(desk: Desk, county: County) -> CountyRow:
    """A county and the agencies in it."""
    title, path = desk.county(county.name)
    return CountyRow(title, path, desk.by_county.get(path, ()))


def plan_county(
    desk: Desk, county: County, entry: CountyRow, places: list[str], parent: str
) -> Page:
    """A county's own page: what is listed in it, or how far the nearest is."""
    statewide = tuple(row for row in desk.rows.values() if row.statewide)
    view = CountyView(
        name=entry.name,
        kind=county.kind or desk.site.county,
        rows=entry.rows,
        statewide=statewide,
        places=tuple(sorted(places)),
        locator=plan_locator(
            desk.found.gazetteer, f"{entry.name} in {desk.site.area}", county=county.name
        ),
        nearest=() if entry.rows else nearest(desk, county),
    )
    return built_page(
        desk,
        path=entry.path,
        template="county.html",
        title=entry.name,
        description=county_description(desk, entry),
        view=view,
        updated=last_updated(entry.rows),
        parent=PageLink(parent, COUNTIES),
    )


def county_description(desk: Desk, entry: CountyRow) -> str:
    """What a search engine shows of a county's page: no more than the page says."""
    if not entry.rows:
        return f"Our sources name no {desk.site.singular} in {entry.name}."
    told = f"What published reports say about {desk.site.subject} and {desk.site.plural}"
    return f"{told} in {entry.name}, {desk.site.area}."


def nearest(desk: Desk, county: County) -> tuple[tuple[AgencyRow, str], ...]:
    """The nearest agencies to the middle of a county, with the distance in words."""
    middle = geography.middle_of(county)
    far = sorted(
        (geography.distance_miles(middle, (spot.longitude, spot.latitude)), name)
        for name, spot in desk.spots.items()
        if spot
    )
    return tuple((desk.rows[name], miles(away, desk.locale)) for away, name in far[:NEAREST])


def plan_timeline(desk: Desk, readings: Readings) -> Page:
    """`/timeline/`: every event."""
    article = intro(desk, readings, "timeline", "Timeline")
    notes = readings["timeline"].notes if "timeline" in readings else desk.notes()
    events = tuple(desk.event(event, notes) for event in desk.events())
    view = TimelineView(replace(article, notes=()), events, desk.note_views(notes))
    page = built_page(
        desk, path=TIMELINE, template="timeline.html", title=article.title,
        description=article.dek or f"What happened, in order: {desk.site.subject}.", view=view,
        updated=last_updated(desk.rows.values()),
    )  # fmt: skip
    return introduced(page, readings, "timeline", desk)


def plan_corrections(
    desk: Desk, readings: Readings, article: ArticleView, corrections: tuple[CorrectionView, ...]
) -> Page:
    """`/corrections/`: the policy, then every correction."""
    page = built_page(
        desk, path=CORRECTIONS, template="corrections.html", title=article.title,
        description=article.dek or "What was wrong and what is right, and how to report an error.",
        view=CorrectionsView(article, corrections), updated=article.updated,
    )  # fmt: skip
    return introduced(page, readings, "corrections", desk)


def plan_changes(desk: Desk, editions: tuple[EditionView, ...], parent: str) -> Page:
    """`/data/changes/`: what changed between publications, fact by fact."""
    description = "What changed on this site each time that it was published, fact by fact."
    return built_page(
        desk, path=CHANGES, template="changes.html", title="What changed",
        description=description, view=ChangesView(editions),
        updated=editions[0].date if editions else None, parent=PageLink(parent, DATA),
    )  # fmt: skip


def plan_data(
    desk: Desk, readings: Readings, article: ArticleView, files: Iterable[Output], drawn: MapView
) -> Page:
    """`/data/`: the downloads, the map for other sites, and the data dictionary."""
    listed, declared = downloads(files), columns(desk.found.dictionary, desk.found.agencies)
    own = {field.id: field.label for field in desk.found.dictionary.own_fields}
    named = {**VOCABULARIES, **own}.items()
    groups = tuple((label, desk.group(name)) for name, label in named if desk.group(name))
    updated = last_updated(desk.rows.values())
    description = article.dek or f"The data behind {desk.site.title}, to download."
    data = structured.dataset(
        desk.site, path=DATA, name=f"{desk.site.title}: the data", description=description,
        downloads=listed, columns=declared, updated=updated,
    )  # fmt: skip
    page = built_page(
        desk, path=DATA, template="data.html", title=article.title, description=description,
        view=DataView(article, drawn.title, listed, declared, groups),
        updated=updated, extra=(data,),
    )  # fmt: skip
    return introduced(page, readings, "data", desk)
