"""Room: cards. SVG shapes become polygons: outlines of counties, and the replies' symbols.

Only what the site itself writes is read: straight lines, and arcs of circles.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Symbols = tuple[tuple[str, tuple[Polygon, ...]], ...]

SYMBOLS = "parts/symbols.html"
SYMBOL = "symbol-"
BOX = 24.0
"""Symbols are drawn in a square of this size."""
ROUND = 48
"""Corners of a circle that nobody sees as corners."""
SIZES = {"L": 2, "l": 2, "H": 1, "h": 1, "V": 1, "v": 1, "a": 7}
"""How many numbers each step of a path has."""
STEP = re.compile(r"([a-zA-Z])|([-+]?(?:\d+\.?\d*|\.\d+))")


def read_symbols(folders: Iterable[Path]) -> Symbols:
    """Each symbol's polygons by its name; where several folders draw one, the first counts."""
    found: dict[str, tuple[Polygon, ...]] = {}
    for folder in folders:
        file = folder / SYMBOLS
        for name, polygons in symbols_of(file) if file.is_file() else ():
            found.setdefault(name, polygons)
    return tuple(sorted(found.items()))


def symbols_of(file: Path) -> Iterator[tuple[str, tuple[Polygon, ...]]]:
    """The symbols of a template that can be drawn."""
    reader = SymbolReader()
    reader.feed(file.read_text(encoding="utf-8"))
    yield from reader.found.items()


class SymbolReader(HTMLParser):
    """Gathers the one shape of each symbol."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.name = ""
        self.found: dict[str, tuple[Polygon, ...]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the symbol's name; then read its shape, and leave out what cannot be read."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "symbol":
            self.name = attributes.get("id", "").removeprefix(SYMBOL)
        elif self.name:
            try:
                self.found[self.name] = shape_of(tag, attributes)
            except (KeyError, ValueError):
                self.found.pop(self.name, None)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        """Leave a symbol."""
        self.name = "" if tag == "symbol" else self.name


def shape_of(tag: str, attributes: dict[str, str]) -> tuple[Polygon, ...]:
    """A shape's polygons. ValueError for a shape that is not known, KeyError for half of one."""
    if tag == "path":
        return polygons_of(attributes["d"])
    if tag == "circle":
        x, y, radius = (float(attributes[name]) for name in ("cx", "cy", "r"))
        return (tuple(arc_about((x, y), radius, 0, math.tau)),)
    if tag == "rect":
        x, y, wide, high = (float(attributes[name]) for name in ("x", "y", "width", "height"))
        return (((x, y), (x + wide, y), (x + wide, y + high), (x, y + high)),)
    raise ValueError(f"a <{tag}> cannot be drawn")


@lru_cache(maxsize=4096)
def polygons_of(path: str) -> tuple[Polygon, ...]:
    """The closed rings of an SVG path. ValueError for a step that is not known."""
    polygons: list[list[Point]] = []
    for letter, numbers in steps_of(path):
        if letter in "Mm":
            x, y = polygons[-1][0] if polygons and letter == "m" else (0.0, 0.0)
            polygons.append([(x + numbers[0], y + numbers[1])])
            follow(polygons[-1], "L" if letter == "M" else "l", numbers[2:])
        elif letter not in "Zz":
            follow(polygons[-1], letter, numbers)
    return tuple(tuple(ring) for ring in polygons)


def steps_of(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each letter of a path with the numbers behind it."""
    letter, numbers = "", list[float]()
    for found in STEP.finditer(path):
        if found[1]:
            if letter:
                yield letter, numbers
            letter, numbers = found[1], []
        else:
            numbers.append(float(found[2]))
    if letter:
        yield letter, numbers


def follow(ring: list[Point], letter: str, numbers: list[float]) -> None:
    """Go on from a ring's last point."""
    if letter not in SIZES:
        raise ValueError(f"a path's '{letter}' cannot be drawn")
    for start in range(0, len(numbers), SIZES[letter]):
        step = numbers[start : start + SIZES[letter]]
        if letter == "a":
            ring.extend(half_circle(ring[-1], step))
        else:
            ring.append(line_end(letter, ring[-1], step))


def line_end(letter: str, start: Point, step: list[float]) -> Point:
    """Where a straight step leads: small letters count from its start, large ones do not."""
    x, y = start if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return x + step[0], start[1]
    if letter in "Vv":
        return start[0], y + step[0]
    return x + step[0], y + step[1]


def half_circle(start: Point, step: list[float]) -> Iterator[Point]:
    """An arc from one end of a diameter to the other: the only one that symbols need."""
    radius, across, turn, _large, sweep, dx, dy = step
    if radius != across or turn or abs(math.hypot(dx, dy) - 2 * radius) > radius / 20:
        raise ValueError("only half a circle can be drawn")
    middle = (start[0] + dx / 2, start[1] + dy / 2)
    begin = math.atan2(-dy, -dx)
    return arc_about(middle, radius, begin, begin + (math.pi if sweep else -math.pi))


def arc_about(middle: Point, radius: float, begin: float, end: float) -> Iterator[Point]:
    """The corners of an arc, both ends included."""
    count = max(2, round(ROUND * abs(end - begin) / math.tau))
    for number in range(count + 1):
        angle = begin + (end - begin) * number / count
        yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
