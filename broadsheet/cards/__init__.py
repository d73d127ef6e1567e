"""Room: cards. A page's social card becomes a PNG. With `load` the only one that knows Pillow.

`inks` reads the site's colours, `shapes` its symbols and outlines, `lettering` sets text in
its typefaces, `areamap` draws the map, `drawing` puts the card together. What was drawn
before comes from the cache, by the hash of all that it is made from.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from broadsheet.assets.drawn import HEADLINE, LABEL, STRONG, drawn, fingerprint_of
from broadsheet.cards.drawing import Easel, draw, set_up
from broadsheet.cards.inks import Inks, read_inks
from broadsheet.cards.shapes import Symbols, read_symbols
from broadsheet.kept import CARDS, kept, tidy
from broadsheet.pages import CardView, Output

FACES = (HEADLINE, LABEL, STRONG)

__all__ = ["draw_cards"]


def draw_cards(
    cards: Sequence[CardView], folders: tuple[Path, ...], cache_folder: Path | None
) -> tuple[Output, ...]:
    """Each card as a file of the site.

    `folders` are the templates' folders, the editor's before ours: their tokens.css and
    symbols.html say how a card looks. ValueError where none of them says it.
    """
    inks, symbols = read_inks(folders), read_symbols(folders)
    letters = frozenset("").union(*(str(card) for card in cards))
    look = fingerprint(inks, symbols, letters)

    @cache
    def easel() -> Easel:
        return set_up(inks, symbols, tuple(drawn(face, letters, cache_folder) for face in FACES))

    keys = [f"{hashlib.sha256(f'{look}{card!r}'.encode()).hexdigest()}.png" for card in cards]
    outputs = tuple(
        Output(card.path, kept(cache_folder, CARDS, key, partial(draw_now, card, easel)))
        for card, key in zip(cards, keys, strict=True)
    )
    tidy(cache_folder, CARDS, frozenset(keys))
    return outputs


def draw_now(card: CardView, easel: Callable[[], Easel]) -> bytes:
    """Draw a card that the cache does not have; the easel is set up for the first of them."""
    return draw(card, easel())


def fingerprint(inks: Inks, symbols: Symbols, letters: frozenset[str]) -> str:
    """The hash of all that the look of cards is made from, this room's own program included."""
    folder = importlib.resources.files("broadsheet.cards")
    program = [
        part.read_text("utf-8")
        for part in sorted(folder.iterdir(), key=str)
        if part.name.endswith(".py")
    ]
    fonts = [fingerprint_of(face, letters) for face in FACES]
    pillow = importlib.metadata.version("pillow")
    return hashlib.sha256(repr((program, fonts, pillow, inks, symbols)).encode()).hexdigest()
