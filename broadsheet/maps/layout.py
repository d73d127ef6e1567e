"""Room: maps. Finds room on a drawing: marks that overlap are set apart, words keep clear.

All in the drawing's pixels. The same points in the same order give the same places.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.pages import Lettering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Pixel = tuple[float, float]

ROUNDS = 240
# This much less than the gap counts as kept: the last of it takes most of the rounds.
TOLERANCE = 0.5
# Where marks stand on one point exactly, they leave it in these directions, by turns.
WAYS = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.8, 0.6), (-0.8, -0.6))
# A letter is on average this much of its height wide, in a sans serif; rather too much.
LETTER_WIDTH = 0.6


class Area(NamedTuple):
    """A rectangle that something covers: its left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Whether two rectangles share any of the drawing."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Area) -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def set_apart(points: Sequence[Pixel], gap: float, sheet: Area) -> tuple[Pixel, ...]:
    """Move points until each is `gap` from every other and half of it from the sheet's edge.

    Where the sheet cannot hold them so, the gap shrinks to what it can hold. Points that
    are already clear stay exactly where they are.
    """
    room = math.sqrt((sheet.right - sheet.left) * (sheet.bottom - sheet.top))
    kept = min(gap, room / math.sqrt(2 * max(1, len(points))))
    places = [kept_inside(point, kept / 2, sheet) for point in points]
    for _ in range(max(1, min(ROUNDS, 60_000 // max(1, len(points))))):
        pushes = pushes_between(places, kept)
        if not pushes:
            break
        for index, (dx, dy) in pushes.items():
            x, y = places[index]
            places[index] = kept_inside((x + dx, y + dy), kept / 2, sheet)
    return tuple((round(x, 1), round(y, 1)) for x, y in places)


def kept_inside(point: Pixel, margin: float, sheet: Area) -> Pixel:
    """Move a point to the nearest one that is `margin` inside the sheet."""
    x = min(max(point[0], sheet.left + margin), sheet.right - margin)
    y = min(max(point[1], sheet.top + margin), sheet.bottom - margin)
    return x, y


def pushes_between(places: Sequence[Pixel], gap: float) -> dict[int, Pixel]:
    """Work out how far each place that is too near another is pushed by those near it."""
    pushes: dict[int, Pixel] = {}
    for first, second in near_pairs(places, gap):
        dx, dy = push(places[first], places[second], gap, first + second)
        if dx or dy:
            for index, sign in ((first, -1), (second, 1)):
                x, y = pushes.get(index, (0.0, 0.0))
                pushes[index] = (x + sign * dx, y + sign * dy)
    return pushes


def near_pairs(places: Sequence[Pixel], gap: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may be nearer than `gap`: those in adjoining squares of a grid."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(places):
        squares[int(x // gap), int(y // gap)].append(index)
    for index, (x, y) in enumerate(places):
        column, row = int(x // gap), int(y // gap)
        for i, j in product((-1, 0, 1), repeat=2):
            for other in squares.get((column + i, row + j), ()):
                if other > index:
                    yield index, other


def push(first: Pixel, second: Pixel, gap: float, turn: int) -> Pixel:
    """Half of what two places lack to be `gap` apart, away from the first."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    distance = math.sqrt(dx * dx + dy * dy)
    if distance >= gap - TOLERANCE:
        return 0.0, 0.0
    way = WAYS[turn % len(WAYS)] if distance == 0 else (dx / distance, dy / distance)
    half = (gap - distance) / 2
    return way[0] * half, way[1] * half


def beside(text: str, place: Pixel, radius: float, size: float) -> Iterator[Lettering]:
    """Yield a mark's label on each of its sides, the best side for reading first."""
    x, y = place
    base = y + 0.35 * size
    clear = radius + 0.3 * size
    yield Lettering(text, x + clear, base, "start")
    yield Lettering(text, x - clear, base, "end")
    yield Lettering(text, x, y + radius + size, "middle")
    yield Lettering(text, x, y - radius - 0.4 * size, "middle")
    for down in (0.8 * radius + 0.4 * size, -0.8 * radius - 0.4 * size):
        yield Lettering(text, x + 0.8 * clear, base + down, "start")
        yield Lettering(text, x - 0.8 * clear, base + down, "end")


def around(text: str, place: Pixel, size: float) -> Iterator[Lettering]:
    """Yield a county's name at its middle, then ever farther above and below it."""
    x, y = place
    for step in range(5):
        for down in dict.fromkeys((step * size, -step * size)):
            for across in (0.0, 1.5 * size, -1.5 * size):
                yield Lettering(text, x + across, y + 0.35 * size + down, "middle")


def area_of(lettering: Lettering, size: float) -> Area:
    """Estimate what a line of letters covers."""
    width = len(lettering.text) * size * LETTER_WIDTH
    before = {"start": 0.0, "middle": width / 2, "end": width}[lettering.anchor]
    left = lettering.x - before
    return Area(left, lettering.y - 0.85 * size, left + width, lettering.y + 0.3 * size)


def first_clear(
    choices: Iterable[Lettering], size: float, taken: Sequence[Area], sheet: Area
) -> Lettering | None:
    """Take the first of the choices that covers nothing and stays on the sheet."""
    for choice in choices:
        area = area_of(choice, size)
        if area.within(sheet) and not any(area.meets(other) for other in taken):
            return choice._replace(x=round(choice.x, 1), y=round(choice.y, 1))
    return None


def square(place: Pixel, radius: float) -> Area:
    """Say what a mark covers."""
    x, y = place
    return Area(x - radius, y - radius, x + radius, y + radius)
