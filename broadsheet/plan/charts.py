"""Stage plan: the directive `chart` becomes a chart of the records, of events, of figures."""

from __future__ import annotations

from dataclasses import replace

from babel.numbers import format_decimal

from broadsheet.charts import (
    GROUPS,
    Extent,
    Grouping,
    Happening,
    bars_chart,
    strip_chart,
    timeline_chart,
    waffle_chart,
)
from broadsheet.figures import FigureValue
from broadsheet.figures.filters import in_words
from broadsheet.figures.manner import Manner
from broadsheet.markup import Directive
from broadsheet.model import Event
from broadsheet.notes import Notes
from broadsheet.pages import UNDATED, ChartView, NoteRef, PageLink, Quantity
from broadsheet.plan.desk import Desk
from broadsheet.plan.words import capital, when

OUR_COUNT = "our count of the records"
WITH_EACH_EVENT = "with each event in the timeline"


def chart_of(desk: Desk, notes: Notes, directive: Directive) -> ChartView:
    """The chart that a directive asks for, under the editor's title if it gives one."""
    kind = directive.argument
    if kind in GROUPS:
        drawn = of_category(desk, kind)
    elif kind == "ranges":
        drawn = of_ranges(desk, notes)
    elif kind == "timeline":
        drawn = of_time(desk)
    else:
        drawn = of_figures(desk, directive)
    return replace(
        drawn,
        # No two charts of an article begin on the same line.
        id=f"chart-{directive.location.line}",
        title=directive.option("title") or drawn.title,
        note=directive.option("note"),
        refs=once_each((*directive.refs, *drawn.refs)),
    )


def once_each(refs: tuple[NoteRef, ...]) -> tuple[NoteRef, ...]:
    """The first mark to each note."""
    return tuple({ref.target: ref for ref in reversed(refs)}.values())[::-1]


def of_category(desk: Desk, name: str) -> ChartView:
    """Bars: how many records there are of each term of a grouping."""
    grouping, rows = grouping_of(desk, name), tuple(desk.rows.values())
    order = desk.group(grouping.vocabulary) if grouping.vocabulary else ()
    return bars_chart(grouping, rows, order, desk.site.plural)


def grouping_of(desk: Desk, name: str) -> Grouping:
    """A way to count the records; counties are called what the site calls them."""
    if name != "counties":
        return GROUPS[name]
    called = desk.site.county
    return GROUPS[name]._replace(heading=capital(called), title=f"The {{}} by {called}")


def of_ranges(desk: Desk, notes: Notes) -> ChartView:
    """A strip: the range of each record that has one, and what they stand on."""
    extents = {r.id: Extent(r.minimum, r.maximum) for r in desk.found.dictionary.ranges}
    rows = desk.rows.values()
    ranged = [(row, extents[row.range.id]) for row in rows if row.range]
    silent = [row for row in rows if not row.range]
    what = desk.label("searches_range", "Listed range")
    drawn = strip_chart(ranged, silent, what, desk.site.unknown_notice, nobody(desk, len(silent)))
    claims = (agency.searches for agency in desk.found.agencies if agency.searches)
    cited = dict.fromkeys(citation for claim in claims for citation in claim.sources)
    return replace(drawn, refs=tuple(notes.cite(citation) for citation in cited))


def nobody(desk: Desk, count: int) -> str:
    """How many have no range: `No source that we read gives a range for seven other agencies`."""
    if not count:
        return ""
    noun = desk.site.singular if count == 1 else desk.site.plural
    number = in_words(count, (), Manner(desk.found.site.language))
    others = "other " if count < len(desk.rows) else ""
    return f"No source that we read gives a range for {number} {others}{noun}."


def of_time(desk: Desk) -> ChartView:
    """The timeline: every event on a scale of time."""
    return timeline_chart([happening(desk, event) for event in desk.events()], WITH_EACH_EVENT)


def happening(desk: Desk, event: Event) -> Happening:
    """An event for the chart; without words of its own it is called by whom it concerns."""
    concerned = tuple(desk.rows[agency] for agency in event.agencies)
    return Happening(
        date=event.date,
        when=when(event.date, desk.locale) or UNDATED,
        short=event.short or ", ".join(row.name for row in concerned),
        event=event.event,
        concerned=tuple(PageLink(row.name, row.path) for row in concerned),
    )


def of_figures(desk: Desk, directive: Directive) -> ChartView:
    """A waffle: a figure as a part of another."""
    part, whole = directive.figures
    return waffle_chart(
        quantity(desk, part, directive.option("part_label")),
        quantity(desk, whole, directive.option("whole_label")),
        OUR_COUNT if "computed" in {part.kind, whole.kind} else "",
    )


def quantity(desk: Desk, figure: FigureValue, label: str) -> Quantity:
    """A figure that is a whole number, which reading made sure of."""
    value = figure.value if isinstance(figure.value, int) else 0
    text = format_decimal(value, locale=desk.locale)
    return Quantity(value, text, label or figure.label, figure.id)
