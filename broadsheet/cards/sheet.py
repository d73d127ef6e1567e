"""Room: cards. A card in the making: a picture of numbered colours, on which masks are inked."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image, ImageDraw

from broadsheet.cards.areamap import Stamp
from broadsheet.cards.inks import FULL, Palette, greys_of
from broadsheet.cards.lettering import Block, inked
from broadsheet.pages import CARD_HEIGHT, CARD_WIDTH

LEFT, RIGHT, FOOT = 60, CARD_WIDTH - 60, CARD_HEIGHT - 44
WIDE = RIGHT - LEFT
BAND, RULE, SPACE = 12, 2, 7
MASTHEAD = 88
"""Where the masthead's lower rule is."""
SOLID = [0] + [FULL] * FULL
COMPRESSION, FILTERED = 6, 1
"""zlib: any more costs three times the time for a twentieth of the size."""


class Sheet(NamedTuple):
    """The picture, and what its numbers mean."""

    picture: Image.Image
    palette: Palette

    def write(self, block: Block, x: int, y: int, darkest: int = FULL) -> None:
        """Put text on paper, its upper left corner at a place."""
        mask, left = inked(block)
        self.put(mask, x - left, y, greys_of(self.palette, darkest))

    def draw(self, greys: Image.Image, x: int, y: int) -> None:
        """Put a picture in greys."""
        self.picture.paste(greys.point(greys_of(self.palette)), (x, y))

    def mark(self, stamp: Stamp, tone: str, x: int, y: int) -> None:
        """Put a symbol in its tone, with paper around it, its middle at a place."""
        left, top = x - stamp.shape.width // 2, y - stamp.shape.height // 2
        self.picture.paste(0, (left, top), stamp.halo.point(SOLID))
        self.put(stamp.shape, left, top, self.palette.shades(tone))

    def put(self, mask: Image.Image, x: int, y: int, numbers: list[int]) -> None:
        """Put the colour of each strength of a mask; where it has none, all stays as it is."""
        box = mask.getbbox()
        if box:
            colours = mask.crop(box).point(numbers)
            self.picture.paste(colours, (x + box[0], y + box[1]), colours.point(SOLID))

    def png(self) -> bytes:
        """The file: Pillow packs two pixels into a byte where sixteen colours do."""
        self.picture.putpalette([part for colour in self.palette.colours for part in colour])
        held = io.BytesIO()
        self.picture.save(held, "PNG", compress_level=COMPRESSION, compress_type=FILTERED)
        return held.getvalue()


def blank(palette: Palette) -> Sheet:
    """A sheet with nothing but the masthead's rules: a broadsheet's double rule, and one below."""
    sheet = Sheet(Image.new("P", (CARD_WIDTH, CARD_HEIGHT)), palette)
    pen, ink = ImageDraw.Draw(sheet.picture), greys_of(palette)[FULL]
    pen.rectangle((0, 0, CARD_WIDTH, BAND - 1), fill=ink)
    for y in (BAND + SPACE, MASTHEAD):
        pen.rectangle((LEFT, y, RIGHT - 1, y + RULE - 1), fill=ink)
    return sheet
