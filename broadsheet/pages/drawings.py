"""Noun: maps, worked out to the pixel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from broadsheet.pages.rows import AgencyRow
from broadsheet.pages.words import TermView


@dataclass(frozen=True, slots=True)
class CountyShape:
    """A county's outline as an SVG path in the map's whole pixels, and its agencies counted."""

    name: str
    title: str
    path: str
    d: str
    count: int


class Lettering(NamedTuple):
    """A word on the map, in the drawing's pixels; `anchor` is SVG's start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str


class Frame(NamedTuple):
    """A stretch of the earth, edge to edge, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An agency on the map: `x`, `y` in the SVG's pixels, `number` in Folium's data.

    `approximate` says that it stands in the middle of its county, not at a town. `spot` is
    its true place in the SVG's pixels: marks that would cover each other are set apart.
    """

    number: int
    row: AgencyRow
    x: float
    y: float
    latitude: float
    longitude: float
    approximate: bool
    spot: tuple[float, float] = (0.0, 0.0)
    label: Lettering | None = None


@dataclass(frozen=True, slots=True)
class PocketMap:
    """The drawing for narrow screens: the part of the area where the marks are.

    Counties are drawn by the whole map's paths, moved by `shift` and then enlarged by
    `scale`; `borders` are those that it shows, as a path in the whole map's pixels;
    `window` is this part in the same pixels (x, y, width, height), and `corner` (such as
    `top-left`) is free for a small picture that shows where it lies.
    """

    width: int
    height: int
    scale: float
    shift: tuple[float, float]
    window: tuple[float, float, float, float]
    frame: Frame
    marks: tuple[Mark, ...]
    letterings: tuple[Lettering, ...]
    corner: str
    borders: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A reply category and the agencies that gave it."""

    term: TermView
    rows: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class TilesView:
    """The background that a reader may ask for, and whose it is."""

    provider: str
    host: str
    url: str
    attribution: str
    max_zoom: int


@dataclass(frozen=True, slots=True)
class MapView:
    """The map: an SVG in the page, and the asset by which Folium's map takes its place.

    `borders` (between counties without agencies, each once), `outline` (of the area) and
    the shapes of `counties` are SVG paths in the map's whole pixels.
    """

    title: str
    description: str
    width: int
    height: int
    counties: tuple[CountyShape, ...]
    borders: str
    outline: str
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    statewide: tuple[AgencyRow, ...]
    unplaced: tuple[AgencyRow, ...]
    note: str
    credit: str
    tiles: TilesView | None
    id: str = "map"
    frame: Frame = field(default=Frame(0.0, 0.0, 0.0, 0.0))
    letterings: tuple[Lettering, ...] = ()
    pocket: PocketMap | None = None


@dataclass(frozen=True, slots=True)
class LocatorView:
    """A small map: the area's outline, one county filled, one mark (or none, if statewide).

    `outline` and `county` are SVG paths in halves of a pixel, `mark` is in pixels.
    """

    width: int
    height: int
    outline: str
    county: str
    label: str
    mark: tuple[float, float] | None
