"""Room: maps. The part of the area where the marks are, for a screen as wide as a hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from broadsheet import geography
from broadsheet.geography import Projection
from broadsheet.maps.marks import (
    Placed,
    Sheet,
    counties_with_marks,
    county_names,
    frame_of,
    marks_on,
)
from broadsheet.model import Gazetteer
from broadsheet.pages import (
    Mark,
    PocketMap,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from broadsheet.model import Ring

POCKET = Sheet(width=360, tallest=396, margin=0, gap=30, radius=13, letters=11, label=0)
# The pocket map is near a square; showing most of the area, it shows all of it.
FLATTEST, STEEPEST = 0.8, 1.1
MOST = 0.75
SMALLEST_PART = 1 / 8


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
        borders=geography.line_path(borders_in(window, whole, gazetteer, placed), whole),
    )


def borders_in(
    window: tuple[float, float, float, float],
    whole: Projection,
    gazetteer: Gazetteer,
    placed: Sequence[Placed],
) -> Iterator[Ring]:
    """The borders of which a part lies in the window, but for those of counties with marks."""
    left, top, width, height = window
    for line in geography.shared_borders(gazetteer, counties_with_marks(placed)):
        pixels = (whole.at(*point) for point in line)
        if any(0 <= x - left <= width and 0 <= y - top <= height for x, y in pixels):
            yield line


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
