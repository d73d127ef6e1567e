"""Noun: charts, worked out to the letter's height.

Lengths along a screen are shares of its width, 0 to 1; heights are in em, so that words
keep their size on every screen. The timeline and the waffle are drawn in units of their
own, of which ten are one em.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from broadsheet.pages.rows import AgencyRow
from broadsheet.pages.words import NoteRef, PageLink, TermView


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its term, how many, its `share` of the longest bar, and who they are.

    `words` is the label in lines, `top` where the first of them begins.
    """

    term: TermView
    count: int
    share: float
    rows: tuple[AgencyRow, ...]
    words: tuple[str, ...] = ()
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class BarsDrawing:
    """Bars of a category, from the same left edge."""

    bars: tuple[Bar, ...]
    total: int
    height: float


class Tick(NamedTuple):
    """A number on an axis; `anchor` is SVG's start, middle or end."""

    text: str
    at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range: from `start` to `end` of the axis, or on and on (`is_open`).

    `side` says where its label has room: `after` the stretch, `before` it, `inside` it, or
    with the name `above` it.
    """

    words: tuple[str, ...]
    label: str
    start: float
    end: float
    is_open: bool
    side: Literal["after", "before", "inside", "above"]
    top: float


@dataclass(frozen=True, slots=True)
class StripDrawing:
    """Ranges on one axis; `foot` is where the axis stands."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    foot: float
    height: float


class EventMark(NamedTuple):
    """An event: its words in lines, and the height of the first of them, in the drawing's units."""

    date: str
    words: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """Time from top to bottom. The paths are SVG's: axis, spans, leaders, and both marks."""

    marks: tuple[EventMark, ...]
    years: tuple[tuple[str, float], ...]
    spans: str
    leaders: str
    days: str
    unsure: str
    width: int
    height: float


class Quantity(NamedTuple):
    """A number with its form for readers and what it counts; `figure` is its name."""

    value: int
    text: str
    label: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class WaffleDrawing:
    """Squares, some of them filled: a path of either kind, in a box of that size.

    `pitch` is the em from one square to the next.
    """

    part: Quantity
    whole: Quantity
    filled: str
    empty: str
    columns: int
    rows: int
    pitch: float


class Cell(NamedTuple):
    """A cell of a chart's table: a text, or pages."""

    text: str = ""
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart; the first cell of a row is its heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart in its frame. `form` names the template in templates/blocks/charts/.

    `description` tells the finding to those who do not see it; `silent` counts what is not
    drawn because nobody says it. `basis` and `refs` are what the chart stands on.
    """

    form: Literal["bars", "strip", "timeline", "waffle"]
    title: str
    description: str
    drawing: BarsDrawing | StripDrawing | TimelineDrawing | WaffleDrawing | None
    table: ChartTable
    basis: str = ""
    silent: str = ""
    note: str = ""
    refs: tuple[NoteRef, ...] = ()
    id: str = "chart"
