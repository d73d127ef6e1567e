"""Room: where things are. Pure functions on the gazetteer's counties, places and rings.

Coordinates are WGS 84 degrees, longitude first, as in `model.area`. Pixels run right and
down from a drawing's upper left corner, and are rounded to tenths before anything is
derived from them: the same content gives the same bytes.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.pages import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from broadsheet.model import Agency, County, Gazetteer, Place, Point, Ring

EARTH_RADIUS_MILES = 3958.8
PARALLELS = 24


class Spot(NamedTuple):
    """Where a record is shown; `approximate` when only its county is known."""

    longitude: float
    latitude: float
    county: str | None
    approximate: bool


def county_at(gazetteer: Gazetteer, longitude: float, latitude: float) -> County | None:
    """Find the county whose rings hold the point; None outside the area."""
    point = (longitude, latitude)
    return next((c for c in gazetteer.counties if holds(c.rings, point)), None)


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


def locate(agency: Agency, gazetteer: Gazetteer) -> Spot | None:
    """Place a record by its coordinates, its town, or its county's middle; else None."""
    if agency.statewide:
        return None
    if agency.longitude is not None and agency.latitude is not None:
        found = county_at(gazetteer, agency.longitude, agency.latitude)
        county = found.name if found else agency.county
        return Spot(agency.longitude, agency.latitude, county, approximate=False)
    place = place_named(gazetteer, agency.place, agency.county)
    if place:
        return Spot(place.longitude, place.latitude, place.county, approximate=False)
    return middle_spot(gazetteer, agency.county)


def place_named(gazetteer: Gazetteer, name: str | None, county: str | None) -> Place | None:
    """Find a town; its county decides between towns of one name, and without it none is."""
    found = [p for p in gazetteer.places if p.name == name and county in {None, p.county}]
    return found[0] if len(found) == 1 else None


def middle_spot(gazetteer: Gazetteer, name: str | None) -> Spot | None:
    """Stand in for what is only known by its county."""
    county = next((c for c in gazetteer.counties if c.name == name), None)
    if county is None:
        return None
    longitude, latitude = middle_of(county)
    return Spot(round(longitude, 5), round(latitude, 5), county.name, approximate=True)


def county_of(agency: Agency, gazetteer: Gazetteer) -> str | None:
    """Name a record's county: as stated, else the one its place or coordinates lie in."""
    if agency.county or agency.statewide:
        return agency.county
    spot = locate(agency, gazetteer)
    return spot.county if spot else None


def distance_miles(a: Point, b: Point) -> float:
    """Measure the great circle between two points (haversine), in statute miles."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    across = math.sin((lon2 - lon1) / 2) ** 2 * math.cos(lat1) * math.cos(lat2)
    chord = math.sin((lat2 - lat1) / 2) ** 2 + across
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(min(1.0, chord)))


def bounds(gazetteer: Gazetteer) -> Frame | None:
    """Measure the area's extent in degrees; None where there are no counties."""
    return box_of(point for c in gazetteer.counties for ring in c.rings for point in ring)


def box_of(points: Iterable[Point]) -> Frame | None:
    """Measure the extent of some points; None for none."""
    listed = tuple(points)
    if not listed:
        return None
    xs, ys = zip(*listed, strict=True)
    return Frame(min(xs), min(ys), max(xs), max(ys))


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


def slug(name: str) -> str:
    """Turn a county's name into its address: `New Hanover` to `new-hanover`, in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "")).split()
    # A name without a Latin letter is spelt by its code points, so that none is empty.
    return "-".join(words) or "-".join(f"{ord(c):x}" for c in unicodedata.normalize("NFC", name))


class Projection(NamedTuple):
    """Degrees to pixels in Web Mercator, so that the drawing and Leaflet's map coincide."""

    scale: float
    left: float
    top: float
    width: int
    height: int

    @classmethod
    def fit(cls, box: Frame, width: int, tallest: int, margin: int) -> Projection:
        """Fill `width` pixels with the box, or `tallest` if that is reached first."""
        across = math.radians(box.east - box.west) or 1e-6
        north = mercator(box.north)
        down = north - mercator(box.south) or 1e-6
        inner = min((width - 2 * margin) / across, (tallest - 2 * margin) / down)
        height = math.ceil(round(down * inner, 1)) + 2 * margin
        left = math.radians(box.west) * inner - (width - across * inner) / 2
        return cls(inner, left, -north * inner - margin, width, height)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels of a point, rounded to tenths."""
        x = math.radians(longitude) * self.scale - self.left
        y = -mercator(latitude) * self.scale - self.top
        return round(x, 1), round(y, 1)

    def back(self, x: float, y: float) -> Point:
        """Degrees of a pixel, rounded to some 10 metres."""
        latitude = math.degrees(math.atan(math.sinh(-(y + self.top) / self.scale)))
        return round(math.degrees((x + self.left) / self.scale), 4), round(latitude, 4)


def mercator(latitude: float) -> float:
    """Distance from the equator on a Mercator map whose equator is two pi long."""
    return math.asinh(math.tan(math.radians(latitude)))


def svg_path(rings: Iterable[Ring], projection: Projection) -> str:
    """Write rings as one SVG path: relative steps in tenths of a pixel, `m1 2l-3 .5z`."""
    return "".join(ring_path([projection.at(*point) for point in ring]) for ring in rings)


def ring_path(pixels: list[tuple[float, float]]) -> str:
    """Write one closed ring; steps of no length are left out."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in pixels]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths)]
    # The last step leads back to the start, which `z` does for nothing.
    drawn = [step for step in steps[:-1] if step != (0, 0)] if len(steps) > 1 else []
    start, onward = ("".join(map(in_tenths, chain(*steps))) for steps in (tenths[:1], drawn))
    return f"M{start.strip()}l{onward.strip()}z" if drawn else ""


def in_tenths(tenths: int) -> str:
    """Write tenths as SVG's shortest number: its sign or a blank parts it from the last."""
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else f"{whole}"
    return f"-{digits}" if tenths < 0 else f" {digits}"


def outline(gazetteer: Gazetteer) -> tuple[Ring, ...]:
    """Draw the area's outer boundary: the edges that only one county has, as closed rings."""
    edges = [e for c in gazetteer.counties for ring in c.rings for e in edges_of(ring)]
    times = Counter(frozenset(edge) for edge in edges)
    return stitched(edge for edge in edges if times[frozenset(edge)] == 1)


def stitched(edges: Iterable[tuple[Point, Point]]) -> tuple[Ring, ...]:
    """Join directed edges end to start into rings, in the order in which they begin."""
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in edges:
        onward[start].append(end)
    rings = []
    for start in list(onward):
        while onward[start]:
            ring = [start]
            while onward[ring[-1]]:
                ring.append(onward[ring[-1]].pop(0))
            rings.append(tuple(ring))
    return tuple(rings)
