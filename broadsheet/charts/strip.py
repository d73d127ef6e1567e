"""Room charts: ranges become stretches of one axis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Literal, NamedTuple

from broadsheet.charts.lettering import NARROWEST, lines, width
from broadsheet.pages import (
    AgencyRow,
    Cell,
    ChartTable,
    ChartView,
    PageLink,
    Stretch,
    StripDrawing,
    Tick,
)

LINE, THICK, GAP, AXIS = 1.3, 0.9, 0.9, 1.6
"""Em: a line of a name, a stretch, the space before the next, the numbers of the axis."""
MOST_STEPS = 4
BEYOND = 1.5
"""How far past its least number the axis goes for a range without an end."""
THINNEST = 0.008
"""The share of the axis that is wide enough to be seen: for a range that is one number."""


class Extent(NamedTuple):
    """The least and the greatest number of a range; None where it has no end."""

    least: int
    greatest: int | None


Ranged = tuple[AgencyRow, Extent]


def strip_chart(
    ranged: Sequence[Ranged], silent: Sequence[AgencyRow], what: str, unknown: str, nobody: str
) -> ChartView:
    """A row for each record that has a range, from few to many.

    `silent` are the records of which no source gives a range: the sentence `nobody` counts
    them and the table says `unknown`. They are not drawn, for a mark at 0 would be a claim.

    The axis is linear and begins at 0. A range is a number that is not known exactly, and
    its length on a linear axis is how much is not known. On a logarithmic one, 1–5 would be
    drawn longer than 11–50 and 51–100, and the least would look like the most.
    """
    told = sorted(ranged, key=lambda one: (one[1].least, one[1].greatest or 0, one[0].name))
    drawing = drawn(told) if told else None
    stated = "; ".join(f"{row.name}: {label_of(row)} ({row.reply.label})" for row, _ in told)
    return ChartView(
        form="strip",
        title=f"{what}, as ranges",
        description=" ".join(filter(None, (f"{stated}." if stated else "", nobody))),
        drawing=drawing,
        table=table(told, silent, what, unknown),
        silent=nobody,
    )


def label_of(row: AgencyRow) -> str:
    """The words of a row's range."""
    return row.range.label if row.range else ""


def drawn(told: Sequence[Ranged]) -> StripDrawing:
    """Stretches one under the other, above their axis."""
    reach = max(one.greatest or round(one.least * BEYOND) for _, one in told)
    ticks = scale(reach)
    stretches, top = [], 0.0
    for row, extent in told:
        one = stretch(row, extent, ticks[-1], round(top, 2))
        stretches.append(one)
        top += len(one.words) * LINE + THICK + GAP
    foot = round(top - GAP + 0.5, 2)
    return StripDrawing(tuple(stretches), marked(ticks), foot, round(foot + AXIS, 2))


def stretch(row: AgencyRow, extent: Extent, far: int, top: float) -> Stretch:
    """A row's range on an axis that goes to `far`."""
    least, label = extent.least / far, label_of(row)
    most = 1.0 if extent.greatest is None else extent.greatest / far
    wider = max(THINNEST - (most - least), 0) / 2
    start, end = max(least - wider, 0), min(most + wider, 1)
    side = beside(start, end, label)
    name = f"{row.name}, {label}" if side == "above" else row.name
    # What is listed never stands without what was replied.
    words = (*lines(name), *lines(row.reply.label))
    return Stretch(words, label, round(start, 4), round(end, 4), extent.greatest is None, side, top)


def beside(start: float, end: float, label: str) -> Literal["after", "before", "inside", "above"]:
    """Where the label has room on the narrowest screen."""
    need = (width(label) + 1.2) / NARROWEST
    if 1 - end >= need:
        return "after"
    if start >= need:
        return "before"
    return "inside" if end - start >= need else "above"


def scale(reach: int) -> tuple[int, ...]:
    """Round numbers from 0 to at least `reach`, four steps at most."""
    steps = (base * 10**zeros for zeros in count() for base in (1, 2, 2.5, 5))
    step = next(int(one) for one in steps if one == int(one) and one * MOST_STEPS >= reach)
    last = -(-max(reach, 1) // step)
    return tuple(step * number for number in range(last + 1))


def marked(numbers: tuple[int, ...]) -> tuple[Tick, ...]:
    """The numbers at their places; the outer ones stay inside the drawing."""
    anchors = {0: "start", len(numbers) - 1: "end"}
    return tuple(
        Tick(f"{number:,}", round(number / numbers[-1], 4), anchors.get(place, "middle"))
        for place, number in enumerate(numbers)
    )


def table(
    told: Sequence[Ranged], silent: Sequence[AgencyRow], what: str, unknown: str
) -> ChartTable:
    """Every record: those with a range, then those without."""
    ranged = ((row, label_of(row)) for row, _ in told)
    every = (*ranged, *((row, unknown) for row in silent))
    rows = (
        (Cell(links=(PageLink(row.name, row.path),)), Cell(text), Cell(row.reply.label))
        for row, text in every
    )
    return ChartTable(("Name", what, "Reply"), tuple(rows))
