"""Noun: a picture as an article shows it, and the sizes and formats that a browser chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PICTURES = "media/"
"""Where pictures are in the site, as they are in content/."""
TEXT_WIDTH, WIDE_WIDTH = 568, 1096
"""The widths in CSS pixels that tokens.css gives the text, and the text with both margins."""


class Placed(NamedTuple):
    """A picture that an article shows: its file in media/, its size in pixels, its place."""

    name: str
    width: int
    height: int
    wide: bool = False

    @property
    def room(self) -> int:
        """How wide its place is at the most, in CSS pixels."""
        return WIDE_WIDTH if self.wide else TEXT_WIDTH

    @property
    def place(self) -> tuple[str, bool]:
        """Which picture in which place, as its PictureView says it."""
        return f"{PICTURES}{self.name}", self.wide


class Rendition(NamedTuple):
    """One file of a picture: its path in the site and its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A picture's files: those that browsers prefer, by their type, and those that all can show.

    Renditions go from narrow to wide.
    """

    sources: tuple[tuple[str, tuple[Rendition, ...]], ...]
    plain: tuple[Rendition, ...]
    room: int

    @property
    def largest(self) -> Rendition:
        """The widest: its size is the picture's, as the page tells it."""
        return self.plain[-1]

    @property
    def usual(self) -> Rendition:
        """What a browser that does not choose gets: it fills the place, and no more."""
        return next((one for one in self.plain if one.width >= self.room), self.largest)
