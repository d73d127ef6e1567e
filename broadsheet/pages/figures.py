"""Noun: `/figures/`: every number that an article uses, with all that it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.pages.articles import ArticleView
from broadsheet.pages.claims import NoteView
from broadsheet.pages.words import NoteRef, PageLink


class Told(NamedTuple):
    """A piece of the sentence that says how a figure is come by; `figure` is one that it names."""

    words: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure: its value, how it is come by, and the rows that make it up.

    `rows` are the first of them and `more` counts the others. `whole` leads to where all are
    listed; `query` is what the explorer is asked to show exactly these, and None where it
    cannot: the rows are no agencies, or there are none.
    """

    id: str
    label: str
    value: str
    how: tuple[Told, ...]
    refs: tuple[NoteRef, ...] = ()
    note: str = ""
    rows: tuple[PageLink, ...] = ()
    more: int = 0
    whole: PageLink | None = None
    query: str | None = None

    @property
    def sentence(self) -> str:
        """How it is come by, as one text."""
        return "".join(piece.words for piece in self.how)


@dataclass(frozen=True, slots=True)
class FiguresView:
    """`/figures/`: the figures that articles use, and those that they are computed from."""

    article: ArticleView
    figures: tuple[FigureView, ...]
    notes: tuple[NoteView, ...]
