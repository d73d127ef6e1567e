"""Noun: the explorer, its facets, the page of each facet's value, and its map for other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.pages.articles import ArticleView
from broadsheet.pages.drawings import MapView
from broadsheet.pages.rows import AgencyRow
from broadsheet.pages.words import TermView


class FacetValue(NamedTuple):
    """One value of a facet: how the data write it, its page, and the rows that have it.

    `term` is the word of the dictionary that it is, if it is one.
    """

    id: str
    label: str
    path: str
    rows: tuple[AgencyRow, ...]
    term: TermView | None = None


class Facet(NamedTuple):
    """A question by which the records can be sorted out: `reply`, with a value an answer."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ExplorerView:
    """`/agencies/`: the search, the facets, the map and the table."""

    article: ArticleView
    map: MapView
    rows: tuple[AgencyRow, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """`/agencies/reply/denied/`: the rows that have one value, and where the others are."""

    facet: Facet
    value: FacetValue
    total: int


@dataclass(frozen=True, slots=True)
class EmbedView:
    """`/embed/map/`: the map, for the pages of others to show in a frame."""

    map: MapView
