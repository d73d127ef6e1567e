"""Stage plan: `/figures/`, where every number of the articles says what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadsheet import geography
from broadsheet.figures import FigureValue
from broadsheet.markup import typeset
from broadsheet.model import Figure
from broadsheet.notes import Notes
from broadsheet.pages import Facet, FiguresView, FigureView, Page, PageLink
from broadsheet.plan.articles import intro, introduced
from broadsheet.plan.derivation import derivation, in_words
from broadsheet.plan.desk import Desk
from broadsheet.plan.explorer import STATEWIDE, find_facets
from broadsheet.plan.listings import built_page, last_updated
from broadsheet.plan.reading import Reading
from broadsheet.plan.site import COUNTIES, FIGURES, SOURCES, TIMELINE
from broadsheet.plan.words import capital

MOST_ROWS = 50
DEK = "Every number that our articles use: how we come by it, and what it stands on."


def plan_figures(desk: Desk, readings: Mapping[str, Reading]) -> Iterator[Page]:
    """The page, if any article uses a figure."""
    values = used_figures(desk, readings)
    if not values:
        return
    article = intro(desk, readings, "figures", "Figures")
    notes = readings["figures"].notes if "figures" in readings else desk.notes()
    facets = tuple(find_facets(desk, tuple(desk.rows.values())))
    records = {figure.id: figure for figure in reversed(desk.found.figures)}
    shown = tuple(
        figure_view(desk, records[value.id], values, facets, notes) for value in values.values()
    )
    view = FiguresView(replace(article, notes=()), shown, desk.note_views(notes))
    page = built_page(
        desk, path=FIGURES, template="figures.html", title=article.title,
        description=article.dek or DEK, view=view, updated=last_updated(desk.rows.values()),
    )  # fmt: skip
    yield introduced(page, readings, "figures", desk)


def used_figures(desk: Desk, readings: Mapping[str, Reading]) -> dict[str, FigureValue]:
    """The figures of all public articles, in the order of the file."""
    public = (readings[article.id] for article in desk.found.articles)
    found = {value.id: value for reading in public for value in reading.figures}
    return {f.id: found[f.id] for f in desk.found.figures if f.id in found}


def figure_view(
    desk: Desk, figure: Figure, values: Mapping[str, FigureValue],
    facets: Sequence[Facet], notes: Notes,
) -> FigureView:  # fmt: skip
    """One figure with its rows, its sources and its way to the explorer."""
    value = values[figure.id]
    rows = ROWS[value.of](desk, value.rows)
    of_agencies = value.of == "agencies" and value.rows
    return FigureView(
        id=figure.id,
        label=typeset(figure.label, desk.locale),
        value=in_words(desk, value),
        how=derivation(desk, figure, values),
        refs=tuple(notes.cite(citation) for citation in figure.sources),
        note=typeset(value.note, desk.locale),
        rows=rows[:MOST_ROWS],
        more=max(len(rows) - MOST_ROWS, 0),
        whole=whole_of(desk, value),
        query=query_for(figure, value.rows, facets, frozenset(desk.rows)) if of_agencies else None,
    )


def agency_links(desk: Desk, rows: Sequence[str]) -> tuple[PageLink, ...]:
    """The agencies' own pages."""
    return tuple(PageLink(desk.rows[name].name, desk.rows[name].path) for name in rows)


def county_links(desk: Desk, rows: Sequence[str]) -> tuple[PageLink, ...]:
    """The counties' own pages."""
    return tuple(map(desk.county, rows))


def source_links(desk: Desk, rows: Sequence[str]) -> tuple[PageLink, ...]:
    """The sources where they are listed; their dates tell apart those of one title."""
    found = (desk.sources[name] for name in rows)
    return tuple(
        PageLink(f"{s.title} ({s.date.text})" if s.date else s.title, f"{s.path}#{s.anchor}")
        for s in found
    )


ROWS: Mapping[str, Any] = {
    "agencies": agency_links,
    "counties": county_links,
    "sources": source_links,
    "timeline": lambda _desk, _rows: (),
}
"""Where the rows of each collection are told of: the events of the timeline have no pages."""


def whole_of(desk: Desk, value: FigureValue) -> PageLink | None:
    """Where everything that was counted is listed; nowhere for what a source reports."""
    lists = {
        "agencies": PageLink(capital(desk.site.plural), desk.site.records),
        "counties": PageLink("Counties", COUNTIES),
        "sources": PageLink("Sources", SOURCES),
        "timeline": PageLink("Timeline", TIMELINE),
    }
    counted = value.rows or value.of == "timeline"
    return lists[value.of] if counted and value.kind == "computed" else None


def query_for(
    figure: Figure, rows: Sequence[str], facets: Sequence[Facet], every: frozenset[str]
) -> str:
    """What the explorer is asked to show exactly these rows: by its facets, or one by one.

    Empty where they are all rows.
    """
    wanted = frozenset(rows)
    if wanted == every:
        return ""
    asked = [parted_by(facet, wanted) for facet in facets] if figure.subtract else []
    fitting = (
        pairs
        for pairs in (chosen_by(figure, facets), *asked)
        if pairs and selected(pairs, facets, every) == wanted
    )
    pairs = next(fitting, tuple(("id", name) for name in rows))
    return "&".join(f"{name}={value}" for name, value in pairs)


def chosen_by(figure: Figure, facets: Sequence[Facet]) -> tuple[tuple[str, str], ...]:
    """The figure's own conditions as values of facets; none if one of them is no facet."""
    known = {facet.name: {value.id for value in facet.values} for facet in facets}
    pairs: list[tuple[str, str]] = []
    for condition in figure.where:
        name, values = facet_values(condition.field, condition.values)
        if name not in known:
            return ()
        pairs += [(name, value) for value in values if value in known[name]]
    return tuple(pairs)


def facet_values(field: str, values: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A condition as the explorer's address writes it."""
    if field == "county":
        return field, [geography.slug(name) for name in values]
    if field == "statewide" and set(map(str.lower, values)) <= {"yes", "true"}:
        return "county", [STATEWIDE]
    return field, values


def parted_by(facet: Facet, wanted: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The values of a facet that some of these rows have."""
    having = (v.id for v in facet.values if any(row.id in wanted for row in v.rows))
    return tuple((facet.name, value) for value in having)


def selected(
    pairs: Sequence[tuple[str, str]], facets: Sequence[Facet], left: frozenset[str]
) -> frozenset[str]:
    """The rows that the explorer leaves then: one of a facet's values, for every facet named."""
    named = {name for name, _ in pairs}
    each = (
        frozenset(r.id for v in facet.values if (facet.name, v.id) in pairs for r in v.rows)
        for facet in facets
        if facet.name in named
    )
    return left.intersection(*each)
