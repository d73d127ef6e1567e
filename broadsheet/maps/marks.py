"""Room: maps. The marks of a drawing, set apart so that each can be hit, and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from broadsheet import geography
from broadsheet.geography import Projection
from broadsheet.maps.layout import Area, area_of, around, beside, first_clear, set_apart, square
from broadsheet.model import Gazetteer
from broadsheet.pages import (
    Frame,
    Lettering,
    Mark,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.geography import Spot
    from broadsheet.pages import AgencyRow


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
# A border that moves by no more than this, in pixels, looks the same.
UNSEEN = 1.0
# What is shown where a site has neither counties nor a mark: the drawing needs a size.
NOWHERE_IN_PARTICULAR = Frame(-1.0, -1.0, 1.0, 1.0)


class Placed(NamedTuple):
    """A row that has a spot, and its number on the map."""

    number: int
    row: AgencyRow
    spot: Spot


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
    counted = counties_with_marks(placed)
    names: list[Lettering] = []
    for county in (c for c in gazetteer.counties if c.name in counted):
        longitude, latitude = geography.middle_of(county)
        choices = around(county.name, projection.at(longitude, latitude), sheet.letters)
        name = first_clear(choices, sheet.letters, taken, area)
        if name:
            taken.append(area_of(name, sheet.letters))
            names.append(name)
    return tuple(names)


def counties_with_marks(placed: Sequence[Placed]) -> frozenset[str]:
    """The names of the counties in which a mark stands."""
    return frozenset(p.spot.county for p in placed if p.spot.county)


def frame_of(projection: Projection) -> Frame:
    """Say in degrees what a drawing shows, edge to edge."""
    west, south = projection.back(0, projection.height)
    east, north = projection.back(projection.width, 0)
    return Frame(west, south, east, north)
