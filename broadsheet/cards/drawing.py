"""Room: cards. Puts a card together: the masthead, the headline, the facts, the map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from broadsheet.cards.areamap import Depths, Fit, drawn_map, fit, stamp_of
from broadsheet.cards.inks import FULL, Inks, depth_of, palette_of
from broadsheet.cards.lettering import Block, Face, alike, fitted, tries
from broadsheet.cards.shapes import Polygon, Symbols
from broadsheet.cards.sheet import (
    BAND,
    FOOT,
    LEFT,
    MASTHEAD,
    RIGHT,
    RULE,
    SPACE,
    WIDE,
    Sheet,
    blank,
)
from broadsheet.pages import CardLine, CardMap, CardView

TOP = MASTHEAD + 28
HEADLINE = tries("1:84 1:78 1:72 1:66 2:80 2:74 2:68 2:62 2:57 3:57 3:52 4:46 4:42 5:36 6:30 7:26")
KICKER, DETAIL = tries("1:26 1:22"), tries("1:28 2:27 2:25 2:22")
SITE, PUBLISHER = tries("1:34 1:31 1:28 1:25 1:22"), tries("1:24 1:22 1:20")
LABEL, FACT, ENTRY = (
    tries("1:23 1:20"),
    tries("1:30 1:28 1:26 2:27 2:24 3:20 5:18"),
    tries("1:25 2:23 3:20 5:18"),
)
"""How each text is fitted: so many lines at such a size, the first that is enough."""
TIGHT, LOOSE = 1.06, 1.32
"""From one line to the next, as a share of the size: headlines, and all else."""
FACTS_WIDTH, GAP = 490, 40
SYMBOL, MARK = 30, 25
"""How large a symbol is beside a line, and on the map, in pixels."""
INDENT = 40
"""Where a line begins that has a symbol before it."""
DETAIL_GAP, LOWEST_MAP = 18, 70
"""How much is free below the headline; a lower map would show nothing."""


class Easel(NamedTuple):
    """What every card is drawn with; `soft` is how dark the lighter ink is."""

    inks: Inks
    symbols: Symbols
    headline: Face
    label: Face
    strong: Face
    soft: int

    def polygons(self, symbol: str) -> tuple[Polygon, ...]:
        """A symbol's shape; for one that no template draws, nothing."""
        return dict(self.symbols).get(symbol, ())

    def depths(self) -> Depths:
        """How dark the parts of the map are."""
        area, edges = (depth_of(self.inks.rgb(name), self.inks) for name in ("paper-deep", "rule"))
        return Depths(area, edges, self.soft)


def set_up(inks: Inks, symbols: Symbols, fonts: tuple[bytes, ...]) -> Easel:
    """Make the easel ready; the fonts are those of headlines, labels and facts."""
    headline, label, strong = map(Face.read, fonts)
    return Easel(inks, symbols, headline, label, strong, depth_of(inks.rgb("ink-soft"), inks))


def draw(card: CardView, easel: Easel) -> bytes:
    """The card as a PNG."""
    shown = [*(line.colour for line in card.lines), *(mark.colour for mark in card.map.marks)]
    palette = palette_of(easel.inks, tuple(dict.fromkeys(tone for tone in shown if tone)))
    sheet = Sheet(masthead(easel, card.site, card.publisher).copy(), palette)
    # The facts first: a reply is never cut, so the headline has what they leave.
    top = FOOT - write_facts(sheet, card.lines, easel)
    top = write_opening(sheet, card, easel, top - GAP // 2)
    wide = WIDE - (FACTS_WIDTH + GAP if card.lines else 0)
    size = fit(card.map, wide, FOOT - top - GAP // 2)
    if size.height > LOWEST_MAP and (card.map.outline or card.map.marks):
        put_map(sheet, card.map, size, easel)
    return sheet.png()


@lru_cache(maxsize=2)
def masthead(easel: Easel, site: str, publisher: str) -> Image.Image:
    """What stands on top of every card: the site's title and its publisher, between rules.

    It is in greys alone, and these have the same numbers in every card's palette.
    """
    sheet = blank(palette_of(easel.inks, ()))
    by = fitted(easel.label, publisher, PUBLISHER, width=WIDE // 3, leading=LOOSE)
    name = fitted(easel.headline, site, SITE, width=WIDE - by.width - GAP, leading=LOOSE)
    middle = (BAND + SPACE + RULE + MASTHEAD) // 2
    sheet.write(name, LEFT, middle - name.height // 2)
    sheet.write(by, RIGHT - by.width, middle - by.height // 2, easel.soft)
    return sheet.picture


def write_opening(sheet: Sheet, card: CardView, easel: Easel, foot: int) -> int:
    """The kicker, the headline and the line below it, above `foot`; where they end."""
    y = TOP
    if card.kicker:
        kicker = fitted(easel.strong, card.kicker, KICKER, width=WIDE, leading=LOOSE)
        sheet.write(kicker, LEFT, y)
        y += kicker.height + 6
    detail = fitted(easel.label, card.detail, DETAIL, width=WIDE, leading=LOOSE)
    room = foot - y - detail.height - DETAIL_GAP
    title = fitted(easel.headline, card.title, HEADLINE, width=WIDE, leading=TIGHT, height=room)
    sheet.write(title, LEFT - title.size // 30, y)
    y += title.height + DETAIL_GAP
    sheet.write(detail, LEFT, y, easel.soft)
    return y + detail.height


def put_map(sheet: Sheet, view: CardMap, size: Fit, easel: Easel) -> None:
    """The map in the lower right corner."""
    left, top = RIGHT - size.width, FOOT - size.height
    sheet.draw(drawn_map(view, size, easel.depths()), left, top)
    for mark in view.marks:
        x, y = size.at((mark.x, mark.y))
        sheet.mark(stamp_of(easel.polygons(mark.symbol), MARK), mark.colour, left + x, top + y)


class Part(NamedTuple):
    """A block of a line: how much is free above it and before it, and how dark it is."""

    block: Block
    gap: int
    indent: int
    depth: int


def write_facts(sheet: Sheet, lines: tuple[CardLine, ...], easel: Easel) -> int:
    """The lines of facts in the lower left corner, each as plain as the other; their height."""
    written = [(line, part) for line in lines for part in set_line(line, lines, easel)]
    height = sum(part.gap + part.block.height for _, part in written)
    y = FOOT - height
    for line, part in written:
        y += part.gap
        if part.indent:
            stamp = stamp_of(easel.polygons(line.symbol), SYMBOL)
            sheet.mark(stamp, line.colour, LEFT + SYMBOL // 2, y + part.block.leading // 2 + 1)
        sheet.write(part.block, LEFT + part.indent, y, part.depth)
        y += part.block.height
    return height


def set_line(line: CardLine, lines: tuple[CardLine, ...], easel: Easel) -> Iterator[Part]:
    """A line's label, if it has one, then its text, at a size that all lines have."""
    if line.label:
        label = fitted(easel.label, line.label, LABEL, width=FACTS_WIDTH, leading=LOOSE)
        yield Part(label, GAP // 3, 0, easel.soft)
    width = FACTS_WIDTH - INDENT
    sizes = FACT if lines[0].label else ENTRY
    common = alike(easel.strong, tuple(one.text for one in lines), sizes, width)
    text = fitted(easel.strong, line.text, common, width=width, leading=LOOSE)
    yield Part(text, 0, INDENT if line.symbol else 0, FULL)
