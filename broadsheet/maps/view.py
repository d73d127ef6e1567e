"""Room: maps. Agencies and their spots become the drawings that a page shows.

Every row is accounted for: it is a mark, or it serves the whole area (`statewide`), or
nothing is known of its place (`unplaced`). Two drawings hold the same marks: the whole
area for wide screens, and the part of it where the marks are for narrow ones.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from broadsheet import geography
from broadsheet.geography import Projection
from broadsheet.maps.layout import Area, area_of, around, beside, first_clear, set_apart, square
from broadsheet.model import Gazetteer
from broadsheet.pages import (
    CountyShape,
    Frame,
    LegendEntry,
    Lettering,
    LocatorView,
    MapView,
    Mark,
    PocketMap,
    TilesView,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from broadsheet.geography import Spot
    from broadsheet.model import County, MapSettings, Ring, Tiles
    from broadsheet.pages import AgencyRow, TermView


class Sheet(NamedTuple):
    """The measures of a drawing, in its pixels.

    `gap` is the least distance between two marks: with it they stay 24 CSS pixels apart
    on the narrowest screen that shows the drawing (640 for the whole map, 288 for the
    pocket map). `radius` is what a mark covers; `letters` the height of the counties'
    names, and `label` that of the marks' own (0: the drawing has none).
    """

    width: int
    tallest: int
    margin: int
    gap: float
    radius: float
    letters: float
    label: float


WHOLE = Sheet(width=960, tallest=760, margin=12, gap=36, radius=14, letters=11, label=13)
POCKET = Sheet(width=360, tallest=396, margin=0, gap=30, radius=13, letters=11, label=0)
LOCATOR = Sheet(width=320, tallest=260, margin=4, gap=0, radius=0, letters=0, label=0)
# The pocket map is near a square; showing most of the area, it shows all of it.
FLATTEST, STEEPEST = 0.8, 1.1
MOST = 0.75
SMALLEST_PART = 1 / 8
# What is shown where a site has neither counties nor a mark: the drawing needs a size.
NOWHERE_IN_PARTICULAR = Frame(-1.0, -1.0, 1.0, 1.0)


class Placed(NamedTuple):
    """A row that has a spot, and its number on the map."""

    number: int
    row: AgencyRow
    spot: Spot


def plan_map(  # noqa: PLR0913  (what a map is made from; no two belong together)
    rows: Sequence[AgencyRow],
    spots: Mapping[str, Spot | None],
    gazetteer: Gazetteer,
    settings: MapSettings,
    replies: Sequence[TermView],
    *,
    credit: str = "",
    anchor: str = "map",
) -> MapView:
    """Plan the map of some agencies; `spots` by their ids, `replies` in the legend's order.

    `anchor` begins every id that the map has in its page: two maps on a page need two.
    """
    placed = numbered([row for row in rows if not row.statewide], spots)
    whole = projection_for(gazetteer, placed)
    marks = marks_on(whole, WHOLE, placed)
    return MapView(
        title=settings.title,
        description=settings.description or "",
        width=whole.width,
        height=whole.height,
        counties=tuple(county_shape(c, whole, placed) for c in gazetteer.counties),
        outline=geography.svg_path(geography.outline(gazetteer), whole),
        marks=marks,
        legend=legend_of(rows, replies),
        statewide=tuple(row for row in rows if row.statewide),
        unplaced=tuple(row for row in rows if not row.statewide and not spots.get(row.id)),
        note=note_on(placed, settings),
        credit=credit,
        tiles=tiles_view(settings.tiles),
        id=anchor,
        frame=frame_of(whole),
        letterings=county_names(whole, WHOLE, gazetteer, placed, marks),
        pocket=pocket_map(whole, gazetteer, placed) if placed else None,
    )


def numbered(rows: Sequence[AgencyRow], spots: Mapping[str, Spot | None]) -> tuple[Placed, ...]:
    """Give each row that has a spot its number, from 1."""
    found = [(row, spot) for row in rows if (spot := spots.get(row.id))]
    return tuple(Placed(n, row, spot) for n, (row, spot) in enumerate(found, start=1))


def projection_for(gazetteer: Gazetteer, placed: Sequence[Placed]) -> Projection:
    """Fit the area to the drawing; without counties, what the marks span."""
    box = geography.bounds(gazetteer)
    box = box or geography.box_of((p.spot.longitude, p.spot.latitude) for p in placed)
    return Projection.fit(box or NOWHERE_IN_PARTICULAR, WHOLE.width, WHOLE.tallest, WHOLE.margin)


def frame_of(projection: Projection) -> Frame:
    """Say in degrees what a drawing shows, edge to edge."""
    west, south = projection.back(0, projection.height)
    east, north = projection.back(projection.width, 0)
    return Frame(west, south, east, north)


def county_shape(county: County, projection: Projection, placed: Sequence[Placed]) -> CountyShape:
    """Draw a county; one with agencies is counted and leads to its page."""
    rows = [p.row for p in placed if p.spot.county == county.name]
    path = next((row.county.path for row in rows if row.county), "")
    return CountyShape(county.name, path, geography.svg_path(county.rings, projection), len(rows))


def legend_of(rows: Sequence[AgencyRow], replies: Sequence[TermView]) -> tuple[LegendEntry, ...]:
    """Count all rows by reply, on the map or not; a reply that nobody gave is left out."""
    entries = (
        LegendEntry(term, tuple(row for row in rows if row.reply.id == term.id)) for term in replies
    )
    return tuple(entry for entry in entries if entry.rows)


def note_on(placed: Sequence[Placed], settings: MapSettings) -> str:
    """Say that some marks stand in the middle of their county, if any do."""
    if not any(p.spot.approximate for p in placed):
        return ""
    return settings.county_only_note or (
        "A mark in a broken ring stands in the middle of its county, not at an address."
    )


def tiles_view(tiles: Tiles | None) -> TilesView | None:
    """Name the host that the optional background would be asked from."""
    if tiles is None:
        return None
    # Leaflet puts a letter for {s}; readers are told the name that those hosts share.
    host = urlsplit(tiles.url).netloc.replace("{s}.", "")
    return TilesView(tiles.provider, host, tiles.url, tiles.attribution, tiles.max_zoom)


def marks_on(projection: Projection, sheet: Sheet, placed: Sequence[Placed]) -> tuple[Mark, ...]:
    """Place the marks on a drawing so that each can be hit, and name those with room."""
    spots = [projection.at(p.spot.longitude, p.spot.latitude) for p in placed]
    area = Area(0, 0, projection.width, projection.height)
    places = set_apart(spots, sheet.gap, area)
    labels = names_beside(places, placed, sheet, area)
    drawn = zip(placed, spots, places, labels, strict=True)
    return tuple(mark_at(p, spot, place, label) for p, spot, place, label in drawn)


def mark_at(
    placed: Placed, spot: tuple[float, float], place: tuple[float, float], label: Lettering | None
) -> Mark:
    """Make the mark of one agency: its true spot, and where it is drawn."""
    number, row, (longitude, latitude, _, approximate) = placed
    return Mark(number, row, *place, latitude, longitude, approximate, spot, label)


def names_beside(
    places: Sequence[tuple[float, float]], placed: Sequence[Placed], sheet: Sheet, area: Area
) -> list[Lettering | None]:
    """Set each agency's name beside its mark where there is room for it, else nowhere."""
    taken = [square(place, sheet.radius) for place in places]
    labels: list[Lettering | None] = []
    for place, p in zip(places, placed, strict=True):
        choices = beside(p.row.name, place, sheet.radius, sheet.label) if sheet.label else ()
        label = first_clear(choices, sheet.label, taken, area)
        taken += [area_of(label, sheet.label)] if label else []
        labels.append(label)
    return labels


def county_names(
    projection: Projection,
    sheet: Sheet,
    gazetteer: Gazetteer,
    placed: Sequence[Placed],
    marks: Sequence[Mark],
) -> tuple[Lettering, ...]:
    """Name the counties that have agencies, near their middles, clear of all else."""
    area = Area(0, 0, projection.width, projection.height)
    taken = [square((m.x, m.y), sheet.radius) for m in marks]
    taken += [area_of(m.label, sheet.label) for m in marks if m.label]
    counted = {p.spot.county for p in placed}
    names: list[Lettering] = []
    for county in (c for c in gazetteer.counties if c.name in counted):
        longitude, latitude = geography.middle_of(county)
        choices = around(county.name, projection.at(longitude, latitude), sheet.letters)
        name = first_clear(choices, sheet.letters, taken, area)
        if name:
            taken.append(area_of(name, sheet.letters))
            names.append(name._replace(longitude=round(longitude, 4), latitude=round(latitude, 4)))
    return tuple(names)


def pocket_map(whole: Projection, gazetteer: Gazetteer, placed: Sequence[Placed]) -> PocketMap:
    """Draw the part of the area where the marks are, for a screen as wide as a hand."""
    left, top, width, height = window = window_on(whole, placed)
    scale = round(POCKET.width / width, 4)
    pocket = Projection(
        whole.scale * scale,
        (whole.left + left) * scale,
        (whole.top + top) * scale,
        POCKET.width,
        math.ceil(height * scale),
    )
    marks = marks_on(pocket, POCKET, placed)
    return PocketMap(
        width=POCKET.width,
        height=pocket.height,
        scale=scale,
        shift=(-left, -top),
        window=window,
        frame=frame_of(pocket),
        marks=marks,
        letterings=county_names(pocket, POCKET, gazetteer, placed, marks),
        corner=freest_corner(pocket, marks),
    )


def freest_corner(projection: Projection, marks: Sequence[Mark]) -> str:
    """Name the corner that is farthest from any mark, the lower left if they are equal."""
    corners = {
        "bottom-left": (0, projection.height),
        "bottom-right": (projection.width, projection.height),
        "top-right": (projection.width, 0),
        "top-left": (0, 0),
    }
    return max(corners, key=lambda name: min(square_between(corners[name], m) for m in marks))


def square_between(corner: tuple[int, int], mark: Mark) -> float:
    """Square of the distance from a corner to a mark."""
    return (mark.x - corner[0]) ** 2 + (mark.y - corner[1]) ** 2


def window_on(whole: Projection, placed: Sequence[Placed]) -> tuple[float, float, float, float]:
    """Choose what a narrow screen shows: the marks with a margin; all, if they are all over.

    Returns its left, top, width and height in the whole map's pixels.
    """
    spots = (whole.at(p.spot.longitude, p.spot.latitude) for p in placed)
    west, north, east, south = geography.box_of(spots) or (0.0, 0.0, whole.width, whole.height)
    across = max((east - west) * 1.3, whole.width * SMALLEST_PART)
    down = max((south - north) * 1.3, across * FLATTEST)
    across = max(across, down / STEEPEST)
    if across > whole.width * MOST:
        across, down = float(whole.width), max(float(whole.height), whole.width * FLATTEST)
    left = slid((west + east) / 2 - across / 2, across, whole.width)
    top = slid((north + south) / 2 - down / 2, down, whole.height)
    return round(left, 1), round(top, 1), round(across, 1), round(down, 1)


def slid(start: float, length: float, available: float) -> float:
    """Move a stretch so that it shows as little as can be of what is beyond the area."""
    if length >= available:
        return (available - length) / 2
    return min(max(start, 0.0), available - length)


def plan_locator(
    gazetteer: Gazetteer, label: str, *, county: str | None = None, spot: Spot | None = None
) -> LocatorView:
    """Plan the small map of one county or spot; with neither, the area as a whole is meant.

    `label` is what the picture says, in words: it is the picture's alternative.
    """
    projection, outline = locator_sheet(gazetteer.counties)
    name = county or (spot.county if spot else None)
    rings = next((c.rings for c in gazetteer.counties if c.name == name), ())
    return LocatorView(
        projection.width,
        projection.height,
        outline,
        geography.svg_path(rings, projection),
        label,
        projection.at(spot.longitude, spot.latitude) if spot else None,
    )


@lru_cache(maxsize=2)
def locator_sheet(counties: tuple[County, ...]) -> tuple[Projection, str]:
    """Draw once what the locators of all pages share: the area's outline."""
    gazetteer = Gazetteer(counties)
    box = geography.bounds(gazetteer) or NOWHERE_IN_PARTICULAR
    projection = Projection.fit(box, LOCATOR.width, LOCATOR.tallest, LOCATOR.margin)
    rings: tuple[Ring, ...] = geography.outline(gazetteer)
    return projection, geography.svg_path(rings, projection)
