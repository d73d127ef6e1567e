"""Noun: the pages that list: counties, sources, timeline, corrections, data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.pages.articles import ArticleView
from broadsheet.pages.claims import NoteView, PageClaims, SourceView
from broadsheet.pages.drawings import LocatorView
from broadsheet.pages.rows import AgencyRow, CorrectionView, EditionView, EventView
from broadsheet.pages.words import TermView


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county in the list of counties."""

    name: str
    path: str
    rows: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class CountiesView:
    """`/counties/`: those with agencies, and all the others."""

    article: ArticleView
    listed: tuple[CountyRow, ...]
    others: tuple[CountyRow, ...]


@dataclass(frozen=True, slots=True)
class CountyView:
    """A county's own page; `kind` is what sort of area it is, in lower case."""

    name: str
    kind: str
    rows: tuple[AgencyRow, ...]
    statewide: tuple[AgencyRow, ...]
    places: tuple[str, ...]
    locator: LocatorView
    nearest: tuple[tuple[AgencyRow, str], ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """`/sources/`: every source, and where it is cited."""

    article: ArticleView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SourceClaimsView:
    """`/sources/<id>/`: a part of the claims that rest on a source of very many."""

    source: SourceView
    claims: tuple[PageClaims, ...]
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """`/timeline/`: every event."""

    article: ArticleView
    events: tuple[EventView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """`/corrections/`: the policy, then every correction, the newest first."""

    article: ArticleView
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """`/data/changes/`: what changed between publications, the newest first."""

    editions: tuple[EditionView, ...]


class Download(NamedTuple):
    """A file in /data/: its name, what it is, its size in words and its SHA-256."""

    name: str
    description: str
    size: str
    sha256: str


class ColumnView(NamedTuple):
    """A column of the downloads: name, type and meaning (the data dictionary)."""

    name: str
    label: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DataView:
    """`/data/`: the downloads, the map for other sites, and the data dictionary."""

    article: ArticleView
    map_title: str
    downloads: tuple[Download, ...]
    columns: tuple[ColumnView, ...]
    vocabularies: tuple[tuple[str, tuple[TermView, ...]], ...]
