"""Noun: the small words of every page: dates, links, terms, the marks of notes."""

from __future__ import annotations

from typing import NamedTuple


class When(NamedTuple):
    """A date in words for readers (`February 2020`) and for machines (`2020-02`)."""

    text: str
    iso: str


UNDATED = When("", "")


class PageLink(NamedTuple):
    """A page by its title and its address from the site's top."""

    title: str
    path: str


class TermView(NamedTuple):
    """A word of the dictionary; colour and symbol are set for reply categories only."""

    id: str
    label: str
    plural: str
    meaning: str
    colour: str = ""
    symbol: str = ""
    disputes: bool = False


class NoteRef(NamedTuple):
    """A mark in a text that leads to a note. `id` is its own anchor, if it is the note's first.

    `confidential` says that the note names nobody.
    """

    number: int
    id: str
    target: str
    label: str
    confidential: bool = False
