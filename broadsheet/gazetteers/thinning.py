"""Room: gazetteers. Boundaries with no more points than a map of the area shows.

Each county is drawn as finely as its size asks: a city of three miles and a county of a
hundred take about as many points. A border that two share is drawn as the smaller one asks,
and is the same in both, point for point: the outline of an area is found by that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from broadsheet.gazetteers.census import Surveyed
from broadsheet.geography import box_of, extent
from broadsheet.geography.borders import FEWEST, Line, cut_at, meetings_of, one_way, thinned
from broadsheet.model import Point, Ring

PARTS, PARTS_OF_ALL = 55, 900
"""A border moves by no more than this part of its county's mainland, or of the whole area."""
FINEST = 0.005
"""Degrees: what a small state needs no finer than this."""
SMALLEST = 3
"""An island is drawn if it is at least so many times as wide as a border may move."""

Meetings = frozenset[Point]


def thinner(counties: tuple[Surveyed, ...]) -> tuple[Surveyed, ...]:
    """Drop the points that no map of the area shows, and islands that are too small for it."""
    meetings = meetings_of(counties)
    span = span_of(counties)
    allowed = {c.fips: min(max(map(width, c.rings)) / PARTS, span) for c in counties}
    finest = finest_of(counties, meetings, allowed)
    shared = {line for line, times in times_drawn(counties, meetings).items() if times > 1}
    lines = {line: thinned(line, most) for line, most in finest.items()}

    def drawn(county: Surveyed) -> Surveyed:
        islands = SMALLEST * allowed[county.fips]
        told = [tuple(cut_at(ring, meetings)) for ring in county.rings]
        widest = max(range(len(told)), key=lambda n: width(county.rings[n]))
        kept = (
            joined(cut, lines)
            for n, cut in enumerate(told)
            if n == widest
            or width(county.rings[n]) >= islands
            or any(one_way(line) in shared for line in cut)
        )
        return county._replace(rings=tuple(ring for ring in kept if len(ring) > FEWEST))

    return tuple(drawn(county) for county in counties)


def span_of(counties: tuple[Surveyed, ...]) -> float:
    """How far a border may move on a map of the whole area, in degrees."""
    box = extent(counties)
    span = max(box.east - box.west, box.north - box.south) if box else 0.0
    return max(FINEST, span / PARTS_OF_ALL)


def width(ring: Ring) -> float:
    """The longer side of what a ring spans, in degrees."""
    box = box_of(ring)
    return max(box.east - box.west, box.north - box.south) if box else 0.0


def finest_of(
    counties: tuple[Surveyed, ...], meetings: Meetings, allowed: Mapping[str, float]
) -> dict[Line, float]:
    """How far each stretch of border may move: as the smallest of its counties allows."""
    finest: dict[Line, float] = {}
    for county in counties:
        for ring in county.rings:
            for line in map(one_way, cut_at(ring, meetings)):
                own = allowed[county.fips]
                finest[line] = min(own, finest.get(line, own))
    return finest


def times_drawn(counties: tuple[Surveyed, ...], meetings: Meetings) -> Counter[Line]:
    """In how many rings each stretch of border is."""
    return Counter(
        one_way(line) for c in counties for ring in c.rings for line in cut_at(ring, meetings)
    )


def joined(cut: tuple[Line, ...], lines: Mapping[Line, Line]) -> Ring:
    """Put the thinned stretches of a ring together again, closed."""
    points: list[Point] = []
    for line in cut:
        same_way = one_way(line)
        kept = lines[same_way]
        points += (kept if same_way == line else kept[::-1])[:-1]
    return (*points, points[0])
