"""Room: where things are. Rings of counties: what lies inside them, their middle, their extent."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from broadsheet.pages import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from broadsheet.model import County, Gazetteer, Point, Ring

PARALLELS = 24


class Bounded(Protocol):
    """Whatever has boundary rings."""

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Its rings, holes included."""


HALF_TURN = 180.0
"""An area is less than half around the earth: what spans more crosses the date line."""


def holds(rings: Iterable[Ring], point: Point) -> bool:
    """Count the edges due east of a point: an odd number means it lies inside."""
    longitude, latitude = point
    return sum(x > longitude for x in crossings(rings, latitude)) % 2 == 1


def crossings(rings: Iterable[Ring], latitude: float) -> list[float]:
    """List the longitudes at which the rings cross a parallel, from west to east."""
    return sorted(
        x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in edges_of(ring)
        if (y1 > latitude) != (y2 > latitude)
    )


def edges_of(ring: Ring) -> Iterator[tuple[Point, Point]]:
    """Yield the ring's edges, the closing one included, whether or not it is written."""
    return ((a, b) for a, b in pairwise((*ring, *ring[:1])) if a != b)


def bounds(gazetteer: Gazetteer) -> Frame | None:
    """Measure the area's extent in degrees; None where there are no counties."""
    return extent(gazetteer.counties)


def extent(counties: Iterable[Bounded]) -> Frame | None:
    """Measure what some counties span in degrees; None for none.

    Where the date line runs through the area, it reaches beyond 180 degrees west.
    """
    points = [point for county in counties for ring in county.rings for point in ring]
    box = box_of(points)
    if box is None or box.east - box.west <= HALF_TURN:
        return box
    return box_of((x - 2 * HALF_TURN if x > 0 else x, y) for x, y in points)


def box_of(points: Iterable[Point]) -> Frame | None:
    """Measure the extent of some points; None for none."""
    listed = tuple(points)
    if not listed:
        return None
    xs, ys = zip(*listed, strict=True)
    return Frame(min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=1024)
def middle_of(county: County) -> Point:
    """Find a point surely inside: the centroid of the largest ring, else the broadest spot."""
    largest = max(county.rings, key=lambda ring: abs(doubled_area(ring)))
    middle = centroid(largest)
    return middle if holds(county.rings, middle) else broadest(county.rings)


def doubled_area(ring: Ring) -> float:
    """Twice the ring's signed area, in square degrees."""
    return math.fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges_of(ring))


def centroid(ring: Ring) -> Point:
    """Find the ring's centre of mass; of a ring without area, its first point."""
    x0, y0 = ring[0]
    # Measured from the ring's first point: products of whole degrees would lose digits.
    near = tuple((x - x0, y - y0) for x, y in ring)
    if not (doubled := doubled_area(near)):
        return ring[0]
    moments = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in edges_of(near)]
    x = math.fsum((a[0] + b[0]) * cross for a, b, cross in moments) / (3 * doubled)
    y = math.fsum((a[1] + b[1]) * cross for a, b, cross in moments) / (3 * doubled)
    return x0 + x, y0 + y


def broadest(rings: tuple[Ring, ...]) -> Point:
    """Find a point inside whatever the shape: the middle of the widest stretch of a parallel."""
    _, south, _, north = box_of(p for ring in rings for p in ring) or Frame(0, 0, 0, 0)
    parallels = [south + (north - south) * (n + 0.5) / PARALLELS for n in range(PARALLELS)]
    found = [(iter(crossings(rings, latitude)), latitude) for latitude in parallels]
    spans = [(e - w, (w + e) / 2, y) for xs, y in found for w, e in zip(xs, xs, strict=True)]
    _, longitude, latitude = max(spans, default=(0.0, *rings[0][0]))
    return longitude, latitude
