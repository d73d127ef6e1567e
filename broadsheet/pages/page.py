"""Noun: the site, a page of it, and the file that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

from broadsheet.pages.articles import ArticleView
from broadsheet.pages.cards import CardLink
from broadsheet.pages.rows import CorrectionView
from broadsheet.pages.words import PageLink, When
from broadsheet.problems import Location

FOLDERS = frozenset((
    "assets", "cards", "corrections", "counties", "data", "embed", "figures", "media", "sources",
    "timeline",
))  # fmt: skip
"""Folders of every site: the records have another, and so has each article."""


@dataclass(frozen=True, slots=True)
class CreditView:
    """Whose work the site uses."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the site as a whole.

    `county` and `counties` are what the parts of its area are called, in lower case.
    `version` is the newest day that its content states, `data_mark` the beginning of the
    SHA-256 of data/agencies.json: which edition somebody read, for anyone to check.
    """

    title: str
    description: str
    subject: str
    area: str
    language: str
    base_url: str
    publisher: str
    publisher_url: str
    email: str
    singular: str
    plural: str
    records: str
    has_lists: bool
    listed_notice: str
    absent_notice: str
    unknown_notice: str
    license_name: str
    license_url: str
    credit: str
    credits: tuple[CreditView, ...]
    navigation: tuple[PageLink, ...]
    footer: tuple[PageLink, ...]
    principles: str = ""
    county: str = "county"
    counties: str = "counties"
    version: str = ""
    data_mark: str = ""


class WrittenLink(NamedTuple):
    """A link as an editor wrote it, where it leads, and the place it was written."""

    written: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Page:
    """A page that will be: where, by which template, with exactly what in it.

    `path` is its address (`agencies/raleigh-pd/`, empty for the front page, or a file's
    name such as `feed.xml`); `file` is what is written. `corrections` are of what it showed.
    """

    path: str
    template: str
    title: str
    description: str
    view: Any
    updated: When | None = None
    breadcrumbs: tuple[PageLink, ...] = ()
    json_ld: Markup = Markup("")
    links: tuple[WrittenLink, ...] = ()
    origin: Location = field(default=Location(""))
    in_sitemap: bool = True
    tile_host: str = ""
    authors: tuple[str, ...] = ()
    card: CardLink | None = None
    corrections: tuple[CorrectionView, ...] = ()

    @property
    def article(self) -> ArticleView | None:
        """The article that it is, or the words that introduce what it lists, if there are any."""
        found = self.view if isinstance(self.view, ArticleView) else None
        told = getattr(self.view, "article", None)
        return found or (told if isinstance(told, ArticleView) else None)

    @property
    def file(self) -> str:
        """The file's path in the output."""
        return f"{self.path}index.html" if self.path.endswith("/") or not self.path else self.path


class Output(NamedTuple):
    """A file of the site: its path from the site's top, and its bytes."""

    path: str
    content: bytes
