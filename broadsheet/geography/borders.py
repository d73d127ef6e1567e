"""Room: where things are. Borders that counties share, each once, with no more points than show."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.geography.projection import mercator
from broadsheet.geography.rings import box_of, edges_of, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from broadsheet.geography.rings import Bounded
    from broadsheet.model import County, Gazetteer, Point, Ring
    from broadsheet.pages import Frame

Line = tuple["Point", ...]
"""A stretch of a border from one meeting point of borders to the next."""


FEWEST = 3
"""The corners without which a ring has no inside."""


@lru_cache(maxsize=4)
def outline(gazetteer: Gazetteer) -> tuple[Ring, ...]:
    """Draw the area's outer boundary: the edges that only one county has, as closed rings.

    A city so small that the county around it has lost the hole for it is no part of that.
    """
    edges = [e for c in gazetteer.counties for ring in c.rings for e in edges_of(ring)]
    times = Counter(frozenset(edge) for edge in edges)
    inner = {e for ring in rings_within(gazetteer.counties, times) for e in edges_of(ring)}
    return stitched(e for e in edges if times[frozenset(e)] == 1 and e not in inner)


def rings_within(
    counties: Sequence[County], times: Mapping[frozenset[Point], int]
) -> Iterator[Ring]:
    """The rings that share no edge and lie in another county: those of islands lie in none."""
    boxes = [box_of(point for ring in county.rings for point in ring) for county in counties]
    for county in counties:
        for ring in county.rings:
            if any(times[frozenset(edge)] > 1 for edge in edges_of(ring)):
                continue
            around = (c for c, box in zip(counties, boxes, strict=True) if around_of(ring[0], box))
            if any(c is not county and all(holds(c.rings, p) for p in ring) for c in around):
                yield ring


def around_of(point: Point, box: Frame | None) -> bool:
    """Whether a frame is around a point."""
    x, y = point
    return box is not None and box.west <= x <= box.east and box.south <= y <= box.north


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


@lru_cache(maxsize=4)
def shared_borders(gazetteer: Gazetteer, without: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """List the borders between two counties, each once, in the order of the counties.

    The borders of the counties `without` are left out: these are drawn themselves.
    """
    meetings = meetings_of(gazetteer.counties)
    times: Counter[Line] = Counter()
    drawn: set[Line] = set()
    for county in gazetteer.counties:
        lines = [one_way(line) for ring in county.rings for line in cut_at(ring, meetings)]
        times.update(lines)
        drawn.update(lines if county.name in without else ())
    return tuple(line for line, count in times.items() if count > 1 and line not in drawn)


@lru_cache(maxsize=4)
def simplified(gazetteer: Gazetteer, tolerance: float) -> Gazetteer:
    """Drop the points that a drawing does not show; neighbours keep one and the same border.

    `tolerance` is in degrees of longitude: no border moves by more. A ring that would
    vanish is left out, unless the county has no other.
    """
    meetings = meetings_of(gazetteer.counties)
    counties = tuple(plainer(county, meetings, tolerance) for county in gazetteer.counties)
    return gazetteer._replace(counties=counties)


def plainer(county: County, meetings: frozenset[Point], tolerance: float) -> County:
    """Simplify the rings of one county."""
    drawn = (plainer_ring(ring, meetings, tolerance) for ring in county.rings)
    rings = tuple(ring for ring in drawn if len(ring) > FEWEST)
    return county._replace(rings=rings or county.rings)


def plainer_ring(ring: Ring, meetings: frozenset[Point], tolerance: float) -> Ring:
    """Simplify a ring stretch by stretch, so that what counties share stays shared."""
    points: list[Point] = []
    for line in cut_at(ring, meetings):
        same_way = one_way(line)
        kept = thinned(same_way, tolerance)
        points += (kept if same_way == line else kept[::-1])[:-1]
    return (*points, points[0])


def meetings_of(counties: Iterable[Bounded]) -> frozenset[Point]:
    """Find the points at which borders meet or leave one another."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for county in counties:
        for ring in county.rings:
            for start, end in edges_of(ring):
                neighbours[start].add(end)
                neighbours[end].add(start)
    return frozenset(point for point, others in neighbours.items() if len(others) > 2)  # noqa: PLR2004 (a point of a plain line has two)


def cut_at(ring: Ring, meetings: frozenset[Point]) -> Iterator[Line]:
    """Cut a ring where borders meet; one that meets none is cut in two at its ends."""
    points = [start for start, _ in edges_of(ring)]
    ends = [n for n, point in enumerate(points) if point in meetings]
    if len(ends) < 2:  # noqa: PLR2004 (a loop needs two ends to be cut at)
        ends = sorted({points.index(min(points)), points.index(max(points))})
    round_trip = (*points, *points)
    for here, there in pairwise((*ends, ends[0] + len(points))):
        yield round_trip[here : there + 1]


def one_way(line: Line) -> Line:
    """Give both directions of a line the same one, so that it is known again."""
    return min(line, line[::-1])


def thinned(line: Line, tolerance: float) -> Line:
    """Keep the points of a line that are farther than `tolerance` from what is drawn without.

    Douglas and Peucker's way, on the Mercator plane.
    """
    plane = [(x, math.degrees(mercator(y))) for x, y in line]
    kept, open_spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_spans:
        start, end = open_spans.pop()
        far, where = max(
            ((off_line(plane[n], plane[start], plane[end]), n) for n in range(start + 1, end)),
            default=(0.0, start),
        )
        if far > tolerance:
            kept.add(where)
            open_spans += [(start, where), (where, end)]
    return tuple(line[n] for n in sorted(kept))


def off_line(point: Point, start: Point, end: Point) -> float:
    """Measure how far a point is from a line's nearest point."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length if length else 0.0
    nearest = min(1.0, max(0.0, along))
    return math.hypot(x - x1 - nearest * (x2 - x1), y - y1 - nearest * (y2 - y1))
