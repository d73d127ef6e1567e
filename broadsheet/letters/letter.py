"""Noun: a letter to an agency, with everything that the site says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """One thing that is said: `head` is what it is about, `sources` are named after it."""

    text: str
    head: str = ""
    sources: tuple[str, ...] = ()


class Section(NamedTuple):
    """Lines of one kind, as the site's pages have them together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, ready to be sent: to whom, from whom, what is said, what is asked, by when."""

    id: str
    agency: str
    language: str
    sender: str
    email: str
    site: str
    page: str
    deadline: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: tuple[str, ...]
    closing: tuple[str, ...]
