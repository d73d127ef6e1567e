"""Room: where things are. Degrees become a drawing's pixels, and rings its paths."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.geography.rings import HALF_TURN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model import Point, Ring
    from broadsheet.pages import Frame


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
        """Pixels of a point, rounded to tenths; beyond the date line, on the nearer side."""
        middle = math.degrees((self.left + self.width / 2) / self.scale)
        x = math.radians(nearest_turn(longitude, middle)) * self.scale - self.left
        y = -mercator(latitude) * self.scale - self.top
        return round(x, 1), round(y, 1)

    def degrees(self, pixels: float) -> float:
        """Say how many degrees of longitude so many pixels are."""
        return math.degrees(pixels / self.scale)

    def enlarged(self, times: int) -> Projection:
        """Draw the same so many times as large: whole pixels of it are parts of ours."""
        scale, left, top, width, height = self
        return Projection(scale * times, left * times, top * times, width * times, height * times)

    def back(self, x: float, y: float) -> Point:
        """Degrees of a pixel, rounded to some 10 metres."""
        latitude = math.degrees(math.atan(math.sinh(-(y + self.top) / self.scale)))
        return round(math.degrees((x + self.left) / self.scale), 4), round(latitude, 4)


def nearest_turn(longitude: float, middle: float) -> float:
    """The longitude, a turn of the earth less or more if that is nearer to the middle."""
    if longitude - middle > HALF_TURN:
        return longitude - 2 * HALF_TURN
    return longitude + 2 * HALF_TURN if middle - longitude > HALF_TURN else longitude


def mercator(latitude: float) -> float:
    """Distance from the equator on a Mercator map whose equator is two pi long."""
    return math.asinh(math.tan(math.radians(latitude)))


@lru_cache(maxsize=2048)
def svg_path(rings: tuple[Ring, ...], projection: Projection) -> str:
    """Write rings as one SVG path: relative steps in whole pixels, `m1 2l-3 5z`."""
    return "".join(ring_path([projection.at(*point) for point in ring]) for ring in rings)


def line_path(lines: Iterable[Ring], projection: Projection) -> str:
    """Write open lines as one SVG path, in the same way."""
    return "".join(steps_path([projection.at(*point) for point in line]) for line in lines)


def ring_path(pixels: list[tuple[float, float]]) -> str:
    """Write one closed ring: the last step leads back to the start, which `z` does for nothing."""
    drawn = steps_path(pixels[:-1] if len(pixels) > 1 else pixels)
    return f"{drawn}z" if drawn else ""


def steps_path(pixels: list[tuple[float, float]]) -> str:
    """Write one line from point to point; steps of no length are left out."""
    whole = [(round(x), round(y)) for x, y in pixels]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(whole)]
    drawn = [step for step in steps if step != (0, 0)]
    start, onward = ("".join(map(spaced, chain(*some))) for some in (whole[:1], drawn))
    return f"M{start.strip()}l{onward.strip()}" if drawn else ""


def spaced(number: int) -> str:
    """Write a number for SVG: its sign or a blank parts it from the last."""
    return f"{number}" if number < 0 else f" {number}"
