"""Room charts: events become marks on a scale of time, from top to bottom.

From top to bottom, because words run from left to right: on a telephone's width, events of
one month would lie on each other, and their words beside them have no room. Each event has a
line of words of its own; a leader goes from there to its true place on the scale.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from broadsheet.charts.lettering import lines
from broadsheet.pages import Cell, ChartTable, ChartView, EventMark, PageLink, TimelineDrawing, When
from broadsheet.values import PartialDate

# In tenths of an em, which are the drawing's units.
AXIS, MARK, WORDS, WIDE = 36, 54, 62, 230
DATE, LINE, GAP, SLACK = 13, 13, 9, 30
MIDDLE = 9
"""From the top of an event's words to the middle of its date, where its mark stands."""
MOST_YEARS = 12
SHORTEST = 60


class Happening(NamedTuple):
    """An event: its date and that in words, a few words, the whole sentence, whom it concerns."""

    date: PartialDate
    when: When
    short: str
    event: str
    concerned: tuple[PageLink, ...] = ()


def timeline_chart(events: Sequence[Happening], basis: str) -> ChartView:
    """Events in the order of time; a date that is a month or a year is drawn as that span."""
    told = sorted(events, key=lambda event: event.date)
    return ChartView(
        form="timeline",
        title=title(told),
        description=description(told),
        drawing=drawn(told) if told else None,
        table=table(told),
        basis=basis,
    )


def title(told: Sequence[Happening]) -> str:
    """`What happened when, 2018 to 2022`."""
    years = sorted({event.date.year for event in told})
    if len(years) < 2:  # noqa: PLR2004
        return f"What happened in {years[0]}" if years else "What happened when"
    return f"What happened when, {years[0]} to {years[-1]}"


def description(told: Sequence[Happening]) -> str:
    """How many events, from when to when, and in which year most of them."""
    if not told:
        return ""
    years = [event.date.year for event in told]
    busiest = max(sorted(set(years)), key=years.count)
    events = "1 event" if len(told) == 1 else f"{len(told)} events"
    span = f"from {told[0].when.text} to {told[-1].when.text}"
    return f"{events} {span}; {years.count(busiest)} in {busiest}."


class Placed(NamedTuple):
    """An event with its place: its words, its span on the scale, the height of its mark."""

    event: Happening
    words: tuple[str, ...]
    span: tuple[float, float]
    y: int

    @property
    def middle(self) -> float:
        """The middle of its span, where its leader begins."""
        return round(sum(self.span) / 2, 1)


def drawn(told: Sequence[Happening]) -> TimelineDrawing:
    """The whole drawing."""
    words = [lines(event.short, (WIDE - WORDS) / 10) for event in told]
    heights = [DATE + LINE * len(one) + GAP for one in words]
    length = max(sum(heights) + SLACK, SHORTEST)
    scale = Scale(told[0].date.year, told[-1].date.year + 1, length)
    placed = tuple(in_place(told, words, heights, scale))
    days = [one for one in placed if one.event.date.day]
    unsure = [one for one in placed if not one.event.date.day]
    return TimelineDrawing(
        marks=tuple(
            EventMark(one.event.when.text, one.words, one.y + DATE - MIDDLE) for one in placed
        ),
        years=tuple(scale.years()),
        spans=path(f"M{AXIS} {one.span[0]:g}V{one.span[1]:g}" for one in unsure),
        leaders=path(f"M{AXIS} {one.middle:g}L{MARK} {one.y}" for one in placed),
        days=path(f"M{MARK} {one.y}h0" for one in days),
        unsure=path(f"M{MARK} {one.y - 5}v10" for one in unsure),
        width=WIDE,
        height=length,
    )


def path(pieces: Iterable[str]) -> str:
    """One path of its pieces; what is there twice is drawn once."""
    return "".join(dict.fromkeys(pieces))


def in_place(
    told: Sequence[Happening],
    words: Sequence[tuple[str, ...]],
    heights: Sequence[float],
    scale: Scale,
) -> Iterator[Placed]:
    """Each event beside its true place, or as near as the others let it be."""
    spans = [scale.span(event.date) for event in told]
    tops = spread([sum(span) / 2 - MIDDLE for span in spans], heights, scale.length)
    for event, one, span, top in zip(told, words, spans, tops, strict=True):
        yield Placed(event, one, span, round(top) + MIDDLE)


class Scale(NamedTuple):
    """From the beginning of a year to the beginning of another, over `length` units."""

    first: int
    last: int
    length: int

    def at(self, day: datetime.date, later: int = 0) -> float:
        """The place of a day's beginning, or of one some days later."""
        begin = datetime.date(self.first, 1, 1).toordinal()
        whole = datetime.date(self.last - 1, 12, 31).toordinal() + 1 - begin
        return round((day.toordinal() + later - begin) / whole * self.length, 1)

    def span(self, date: PartialDate) -> tuple[float, float]:
        """The place of a date: one point for a day, two ends for a month or a year."""
        first = self.at(date.earliest)
        if date.day:
            return first, first
        month = date.month or 12
        last = datetime.date(date.year, month, calendar.monthrange(date.year, month)[1])
        return first, self.at(last, later=1)

    def years(self) -> Iterator[tuple[str, float]]:
        """The years that are written beside the scale."""
        step = -(-(self.last - self.first) // MOST_YEARS)
        for year in range(self.first, self.last, step):
            yield str(year), self.at(datetime.date(year, 1, 1))


def spread(wanted: Sequence[float], heights: Sequence[float], length: float) -> list[float]:
    """Tops as near to those wanted as can be, in their order, without lying on each other.

    What is too near is moved apart evenly (least squares, by pooling neighbours); nothing
    leaves the drawing.
    """
    before = [0.0, *accumulate(heights)]
    pools: list[list[float]] = []
    for want, offset in zip(wanted, before, strict=False):
        pools.append([want - offset])
        while len(pools) > 1 and mean(pools[-2]) > mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    levels = [mean(pool) for pool in pools for _ in pool]
    room = length - before[-1]
    return [
        min(max(level, 0), room) + offset for level, offset in zip(levels, before, strict=False)
    ]


def mean(numbers: Sequence[float]) -> float:
    """Their average."""
    return sum(numbers) / len(numbers)


def table(told: Sequence[Happening]) -> ChartTable:
    """Each event with its date, in full."""
    rows = ((Cell(e.when.text), Cell(e.event), Cell(links=e.concerned)) for e in told)
    return ChartTable(("Date", "Event", "Concerns"), tuple(rows))
