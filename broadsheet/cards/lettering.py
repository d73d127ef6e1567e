"""Room: cards. Text in the site's typefaces: measured, broken into lines, fitted, inked.

Letters are drawn twice as large and made smaller: so they stand where the typeface
wants them, not where the next pixel is.
"""

from __future__ import annotations

import io
import json
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

FINE = 2
"""So many times larger is text drawn."""
ELLIPSIS = "…"
EXACT = 1000
TALL = 10_000
"""The height of a box that has no end."""
BALANCE = 24
"""By so many pixels is a headline made narrower as long as it needs no further line."""


@dataclass(frozen=True, eq=False)
class Face:
    """A typeface: its TTF, and by how much pairs of letters stand closer, in sizes."""

    ttf: bytes
    pairs: Mapping[str, float]

    @classmethod
    def read(cls, kept: bytes) -> Face:
        """A typeface as the assets keep it: a line of JSON, then the font."""
        told, _, ttf = kept.partition(b"\n")
        return cls(ttf, {pair: by / 1000 for pair, by in json.loads(told).items()})

    def width(self, text: str, size: int) -> float:
        """How wide a line of text is, in pixels."""
        words = text.split(" ")
        gaps = (len(words) - 1) * word_width(self, " ")
        return size * (gaps + sum(word_width(self, word) for word in words))

    def places(self, text: str) -> Iterator[float]:
        """Where each letter of a line begins, and then where the line ends, in sizes."""
        x, before = 0.0, ""
        for letter in text:
            x += self.pairs.get(before + letter, 0.0)
            yield x
            x += advance(self, letter)
            before = letter
        yield x


@lru_cache(maxsize=8192)
def word_width(face: Face, word: str) -> float:
    """How wide a word is, in sizes: most stand in many lines, so each is measured once."""
    return list(face.places(word))[-1]


@lru_cache(maxsize=4096)
def advance(face: Face, letter: str) -> float:
    """How wide a letter is, in sizes: measured so large that no pixel rounds it."""
    return float(font_of(face, EXACT).getlength(letter)) / EXACT


@lru_cache(maxsize=128)
def font_of(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """A typeface at a size.

    The basic layout: the other one hangs on libraries that not every machine has.
    """
    return ImageFont.truetype(io.BytesIO(face.ttf), size, layout_engine=ImageFont.Layout.BASIC)


class Try(NamedTuple):
    """A size that text may have if it then takes no more than so many lines."""

    size: int
    most: int


def tries(written: str) -> tuple[Try, ...]:
    """The tries of `1:84 2:70`: one line at 84 pixels, else two at 70."""
    pairs = (one.split(":") for one in written.split())
    return tuple(Try(int(size), int(most)) for most, size in pairs)


class Block(NamedTuple):
    """Lines of text in one typeface and size; `leading` is from one line to the next."""

    face: Face
    size: int
    leading: int
    lines: tuple[str, ...]

    @property
    def width(self) -> int:
        """That of its longest line."""
        return math.ceil(max((self.face.width(line, self.size) for line in self.lines), default=0))

    def is_whole(self, text: str) -> bool:
        """Whether all the words of a text stand here, none of them parted."""
        return " ".join(self.lines) == plain(text)

    @property
    def height(self) -> int:
        """From the top of the first line to the foot of the last."""
        return self.leading * len(self.lines)


def plain(text: str) -> str:
    """The text in one line, without what no typeface draws."""
    kinds = ((letter, unicodedata.category(letter)) for letter in text)
    visible = (letter if kind[0] != "C" else " " * letter.isspace() for letter, kind in kinds)
    return " ".join("".join(visible).split())


def fitted(  # noqa: PLR0913  (a text, how it may stand, and the box that it stands in)
    face: Face, text: str, tries: Sequence[Try], *, width: int, leading: float, height: int = TALL
) -> Block:  # fmt: skip
    """The text at the first size at which it fits the box, its lines about equally long.

    If it fits at none it stands at the last, cut after a whole word.
    """
    words = plain(text).split(" ")
    for size, most in tries:
        line = round(size * leading)
        lines = broken(face, size, words, width)
        whole = all(face.width(word, size) <= width for word in words)
        if whole and len(lines) <= most and line * len(lines) <= height:
            return Block(face, size, line, balanced(face, size, words, width))
    size, most = tries[-1]
    line = round(size * leading)
    room = max(1, min(most, height // line))
    return Block(face, size, line, cut_off(face, size, words, width, room))


def alike(
    face: Face, texts: Sequence[str], sizes: Sequence[Try], width: int
) -> Sequence[Try]:  # fmt: skip
    """The first size at which every one of the texts fits: none is to look weightier."""
    for size in sizes:
        blocks = (fitted(face, text, (size,), width=width, leading=1) for text in texts)
        if all(block.is_whole(text) for block, text in zip(blocks, texts, strict=True)):
            return (size,)
    return sizes[-1:]


def cut_off(face: Face, size: int, words: Sequence[str], width: int, most: int) -> tuple[str, ...]:
    """As many whole words as fit, and a sign that there is more."""
    pieces = [piece for word in words for piece in parted(face, size, word, width)]
    lines = broken(face, size, pieces, width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].split(" ")
    while len(last) > 1 and face.width(" ".join(last) + ELLIPSIS, size) > width:
        last.pop()
    return (*lines[: most - 1], " ".join(last).rstrip(" .,:;") + ELLIPSIS)


def parted(face: Face, size: int, word: str, width: int) -> Iterator[str]:
    """A word as it is; one that is wider than the box, in pieces that are not."""
    piece = ""
    for letter in word:
        if piece and face.width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def broken(face: Face, size: int, words: Sequence[str], width: float) -> tuple[str, ...]:
    """The words in lines, each as long as the width allows."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balanced(face: Face, size: int, words: Sequence[str], width: int) -> tuple[str, ...]:
    """As few lines as the width allows, none much longer than the others."""
    best = broken(face, size, words, width)
    widest = max((face.width(word, size) for word in words), default=0.0)
    for narrower in range(width - BALANCE, int(widest), -BALANCE):
        lines = broken(face, size, words, narrower)
        if len(lines) > len(best):
            break
        best = lines
    return best


def inked(block: Block) -> tuple[Image.Image, int]:
    """How strong the ink is at each pixel of the block, 0 to 255, and where its left edge is."""
    font = font_of(block.face, block.size * FINE)
    # Letters may lean out of their own width, and tails hang below the last line.
    left, below = block.size // 2, block.size // 2
    sheet = (block.width + 2 * left, block.height + below)
    large = Image.new("L", (sheet[0] * FINE, sheet[1] * FINE))
    pen = ImageDraw.Draw(large)
    for number, line in enumerate(block.lines):
        base = number * block.leading + (block.leading + block.size * 2 // 3) // 2
        for letter, x in zip(line, block.face.places(line), strict=False):
            place = (round((left + x * block.size) * FINE), base * FINE)
            pen.text(place, letter, fill=255, font=font, anchor="ls")
    return large.reduce(FINE), left
