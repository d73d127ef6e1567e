"""Noun: an article in its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from broadsheet.pages.claims import NoteView
from broadsheet.pages.rows import AgencyRow
from broadsheet.pages.words import NoteRef, PageLink, TermView, When

RICH = re.compile(r"<(?:ul|ol|dl|table|blockquote|pre)\b")


class Heading(NamedTuple):
    """A heading of the prose: its level (2 to 4), anchor and text."""

    level: int
    id: str
    text: str


class KeyFigure(NamedTuple):
    """A figure of the opening: the number that is set large, and the words beside it."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article: `prose` with its HTML, or a block with what it shows.

    `kind` names the template in templates/blocks/; `view` is a MapView, AgencyRow,
    ChartView, tuple of EventView, tuple of AgencyRow, QuoteView, NoteBoxView, tuple of
    NoteBoxView or PictureView.
    """

    kind: str
    html: Markup = Markup("")
    view: Any = None

    @property
    def is_rich(self) -> bool:
        """Whether its prose holds more than paragraphs and headings."""
        return RICH.search(self.html) is not None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A pull quote: the words as HTML, who said them, the notes."""

    html: Markup
    speaker: str
    refs: tuple[NoteRef, ...]


class FindView(NamedTuple):
    """The box in which readers look for their town: the anchor of its field, and the question."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class NoteBoxView:
    """A box beside the story, or a side of what is known and what is not."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with all that must go with it.

    `src` is `media/` and the editor's file, of that size in pixels. `wide` pictures have the
    margins, too. With one that is `first` the article begins.
    """

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    wide: bool = False
    first: bool = False

    @property
    def place(self) -> tuple[str, bool]:
        """Which picture in which place: what its files are found by."""
        return self.src, self.wide


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, or the words that introduce a built page.

    `terms`, `agencies` and `counties` are those that its prose speaks of. `bound` are the
    figures that its opening uses, each with the field that it stands in and its words there.
    """

    title: str
    dek: str = ""
    kicker: str = ""
    key_figures: tuple[KeyFigure, ...] = ()
    authors: tuple[str, ...] = ()
    published: When | None = None
    updated: When | None = None
    reading_minutes: int = 0
    parts: tuple[Part, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: tuple[NoteView, ...] = ()
    terms: tuple[TermView, ...] = ()
    agencies: tuple[AgencyRow, ...] = ()
    counties: tuple[PageLink, ...] = ()
    bound: tuple[tuple[str, str, str], ...] = ()
