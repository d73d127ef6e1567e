"""Room: cards. The area as a picture: its outline, its counties, what is where.

A map is drawn in greys alone, as strengths of ink from 0 (paper) to 255; marks in their tones
are put on it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from broadsheet.cards.inks import FULL
from broadsheet.cards.shapes import BOX, Point, Polygon, polygons_of
from broadsheet.pages import CardMap

FINE = 3
"""So many times larger is a drawing before it is made smaller, to have smooth edges."""
STAMP_FINE = 8
HAIRLINE, OUTLINE = 4, 5
"""Widths of lines, in thirds of a pixel."""
DOT, RING = 4, 2
"""A spot's radius, and the paper around it."""
HALO = 3
"""How much paper there is around a mark, in pixels."""


class Depths(NamedTuple):
    """How dark the parts of a map are."""

    area: int
    edges: int
    outline: int


class Fit(NamedTuple):
    """How a map's own pixels become the card's: its size on the card, and the scale."""

    width: int
    height: int
    scale: float

    def at(self, point: Point) -> tuple[int, int]:
        """A point of the map on the card."""
        return round(point[0] * self.scale), round(point[1] * self.scale)


def fit(view: CardMap, width: int, height: int) -> Fit:
    """The map as large as the box allows."""
    scale = max(0.0, min(width / max(1, view.width), height / max(1, view.height)))
    return Fit(max(1, round(view.width * scale)), max(1, round(view.height * scale)), scale)


def drawn_map(view: CardMap, size: Fit, depths: Depths) -> Image.Image:
    """The map with the county that is meant, and its dot; without marks."""
    picture = ground(view.outline, view.counties, size, depths).copy()
    if view.county:
        picture.paste(FULL, mask=covered(polygons_of(view.county), size.scale, picture.size))
    if view.spot:
        put_spot(picture, size.at(view.spot))
    return picture


@lru_cache(maxsize=32)
def ground(outline: str, counties: tuple[str, ...], size: Fit, depths: Depths) -> Image.Image:
    """What all maps of one size have in common."""
    sheet = (size.width, size.height)
    picture = Image.new("L", sheet)
    picture.paste(depths.area, mask=covered(polygons_of(outline), size.scale, sheet))
    picture.paste(depths.edges, mask=lines(counties, size, HAIRLINE))
    picture.paste(depths.outline, mask=lines((outline,), size, OUTLINE))
    return picture


def covered(
    polygons: Sequence[Polygon], scale: float, sheet: tuple[int, int], *,
    fine: int = FINE, shift: int = 0,
) -> Image.Image:  # fmt: skip
    """What polygons cover of a sheet, `shift` pixels right and down; rings in rings are holes."""
    whole = Image.new("L", (sheet[0] * fine, sheet[1] * fine))
    for number, polygon in enumerate(polygons):
        alone = whole if number == 0 else Image.new("L", whole.size)
        ImageDraw.Draw(alone).polygon(placed(polygon, scale * fine, shift * fine), fill=FULL)
        whole = whole if number == 0 else ImageChops.difference(whole, alone)
    return whole.reduce(fine)


def lines(paths: Iterable[str], size: Fit, width: int) -> Image.Image:
    """The edges of some shapes."""
    whole = Image.new("L", (size.width * FINE, size.height * FINE))
    pen = ImageDraw.Draw(whole)
    for polygon in (polygon for path in paths for polygon in polygons_of(path)):
        closed = placed((*polygon, *polygon[:2]), size.scale * FINE, 0)
        pen.line(closed, fill=FULL, width=width, joint="curve")
    return whole.reduce(FINE)


def placed(polygon: Polygon, scale: float, shift: float) -> list[Point]:
    """The polygon enlarged and moved; rounded, so that no machine's last digit counts."""
    return [(round(x * scale + shift, 2), round(y * scale + shift, 2)) for x, y in polygon]


def put_spot(picture: Image.Image, spot: tuple[int, int]) -> None:
    """A dot in a ring of paper."""
    for radius, depth in ((DOT + RING, 0), (DOT, FULL)):
        disc = round_stamp(radius)
        picture.paste(depth, (spot[0] - radius, spot[1] - radius), disc)


@lru_cache(maxsize=4)
def round_stamp(radius: int) -> Image.Image:
    """A disc."""
    side = 2 * radius * STAMP_FINE
    whole = Image.new("L", (side, side))
    ImageDraw.Draw(whole).ellipse((0, 0, side - 1, side - 1), fill=FULL)
    return whole.reduce(STAMP_FINE)


class Stamp(NamedTuple):
    """A reply's symbol, and the paper around it, in squares of one size."""

    shape: Image.Image
    halo: Image.Image


@lru_cache(maxsize=64)
def stamp_of(polygons: tuple[Polygon, ...], size: int) -> Stamp:
    """A symbol as large as `size` says, in a square that has room for its halo."""
    fine, room = STAMP_FINE, HALO + 1
    side = size + 2 * room
    shape = covered(polygons, size / BOX, (side, side), fine=fine, shift=room)
    halo = Image.new("L", (side * fine, side * fine))
    pen = ImageDraw.Draw(halo)
    for polygon in polygons:
        corners = placed(polygon, size * fine / BOX, room * fine)
        pen.polygon(corners, fill=FULL)
        pen.line([*corners, *corners[:2]], fill=FULL, width=2 * HALO * fine, joint="curve")
    return Stamp(shape, halo.reduce(fine))
