"""Noun: the social card of a page, the picture that stands for it where its address is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

CARD_FOLDER = "cards/"
CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""In pixels: what the sites that show cards ask for."""


def card_path(page: str) -> str:
    """`cards/agencies/raleigh-pd.png` for a page's path; `cards/index.png` for the front page."""
    return f"{CARD_FOLDER}{page.removesuffix('/').removesuffix('.html') or 'index'}.png"


class CardLink(NamedTuple):
    """A card as its page tells of it: the file's path, and in words what it shows."""

    path: str
    alt: str
    width: int = CARD_WIDTH
    height: int = CARD_HEIGHT


class CardLine(NamedTuple):
    """A line of facts: what it is about, then the fact, behind a reply's symbol in its tone."""

    label: str
    text: str
    symbol: str = ""
    colour: str = ""


class CardMark(NamedTuple):
    """A mark on the card's map, in the map's own pixels."""

    x: float
    y: float
    symbol: str
    colour: str


@dataclass(frozen=True, slots=True)
class CardMap:
    """The area, as SVG paths in the map's own pixels.

    A map either shows every mark, or where one thing is: `county` is filled, `spot` a dot.
    """

    width: int
    height: int
    outline: str
    counties: tuple[str, ...]
    marks: tuple[CardMark, ...] = ()
    county: str = ""
    spot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything that a card shows, and the same in words."""

    path: str
    site: str
    publisher: str
    kicker: str
    title: str
    detail: str
    lines: tuple[CardLine, ...]
    map: CardMap
    alt: str

    def link(self) -> CardLink:
        """What the page says of its card."""
        return CardLink(self.path, self.alt)
