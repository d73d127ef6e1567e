"""Noun: what templates may show, and what comes out.

A template sees these records and nothing else: everything is resolved, worded and in
order, and nothing private is among it. Every `path` is a page's address from the site's
top (`agencies/raleigh-pd/`); templates turn it into a relative link with `href`.
Plain texts are escaped by the templates; only `Markup` holds HTML, already sanitised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

from broadsheet.problems import Location


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
    """The mark in a text that leads to a note: `id` is its own anchor."""

    number: int
    id: str
    target: str
    label: str


# ----------------------------------------------------------------- sources and claims


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as readers see it."""

    id: str
    title: str
    outlet: str
    path: str
    anchor: str
    title_note: str = ""
    author: str = ""
    date: When | None = None
    date_note: str = ""
    url: str = ""
    archived: str = ""
    reading: TermView | None = None
    note: str = ""
    cited_by: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A numbered note at a page's foot; `back` are the anchors of the marks that lead to it."""

    number: int
    id: str
    source: SourceView
    at: str
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One thing that is said: a listing, a fact, a statement (then `speaker` is set)."""

    text: str
    refs: tuple[NoteRef, ...]
    by: str = ""
    speaker: str = ""
    date: When | None = None
    date_note: str = ""
    note: str = ""
    standing: TermView | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of the facts box. `value` empty: no source that was read says."""

    field: str
    label: str
    value: str
    note: str = ""
    refs: tuple[NoteRef, ...] = ()
    standing: TermView | None = None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What an agency answered; `words` are its own."""

    category: TermView
    summary: str
    words: str
    by: str
    to: str
    date: When | None
    date_note: str
    refs: tuple[NoteRef, ...]
    standing: TermView | None = None


# --------------------------------------------------------------------------- agencies


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as a row, a card, a mark on the map: the same words everywhere."""

    id: str
    name: str
    path: str
    kind: TermView
    reply: TermView
    reply_summary: str
    where: str
    place: str = ""
    county: PageLink | None = None
    statewide: bool = False
    aliases: tuple[str, ...] = ()
    range: TermView | None = None
    listed_by: tuple[str, ...] = ()
    updated: When = UNDATED


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline; `refs` lead to the notes of the page it stands on."""

    date: When
    event: str
    agencies: tuple[AgencyRow, ...]
    refs: tuple[NoteRef, ...]
    date_note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction, with the pages that it touches."""

    id: str
    date: When
    text: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency's own page."""

    row: AgencyRow
    listings: tuple[ClaimView, ...]
    reply: ReplyView
    details: tuple[Detail, ...]
    statements: tuple[ClaimView, ...]
    facts: tuple[ClaimView, ...]
    context: tuple[ClaimView, ...]
    unclear: tuple[str, ...]
    timeline: tuple[EventView, ...]
    neighbours: tuple[AgencyRow, ...]
    locator: LocatorView | None
    corrections: tuple[CorrectionView, ...]
    notes: tuple[NoteView, ...]
    previous: PageLink | None = None
    following: PageLink | None = None


# ----------------------------------------------------------------------- maps, charts


@dataclass(frozen=True, slots=True)
class CountyShape:
    """A county's outline as an SVG path in the map's pixels."""

    name: str
    path: str
    d: str
    count: int


class Lettering(NamedTuple):
    """A word on the map, in the drawing's pixels; `anchor` is SVG's start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str
    latitude: float = 0.0
    longitude: float = 0.0


class Frame(NamedTuple):
    """A stretch of the earth, edge to edge, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An agency on the map: `x`, `y` in the SVG's pixels, `number` in Folium's data.

    `approximate` says that it stands in the middle of its county, not at a town. `spot` is
    its true place in the SVG's pixels: marks that would cover each other are set apart.
    """

    number: int
    row: AgencyRow
    x: float
    y: float
    latitude: float
    longitude: float
    approximate: bool
    spot: tuple[float, float] = (0.0, 0.0)
    label: Lettering | None = None


@dataclass(frozen=True, slots=True)
class PocketMap:
    """The drawing for narrow screens: the part of the area where the marks are.

    Counties are drawn by the whole map's paths, moved by `shift` and then enlarged by
    `scale`; `window` is this part in the whole map's pixels (x, y, width, height), and
    `corner` (such as `top-left`) is free for a small picture that shows where it lies.
    """

    width: int
    height: int
    scale: float
    shift: tuple[float, float]
    window: tuple[float, float, float, float]
    frame: Frame
    marks: tuple[Mark, ...]
    letterings: tuple[Lettering, ...]
    corner: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A reply category and the agencies that gave it."""

    term: TermView
    rows: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class TilesView:
    """The background that a reader may ask for, and whose it is."""

    provider: str
    host: str
    url: str
    attribution: str
    max_zoom: int


@dataclass(frozen=True, slots=True)
class MapView:
    """The map: an SVG in the page, and the asset by which Folium's map takes its place."""

    title: str
    description: str
    width: int
    height: int
    counties: tuple[CountyShape, ...]
    outline: str
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    statewide: tuple[AgencyRow, ...]
    unplaced: tuple[AgencyRow, ...]
    note: str
    credit: str
    tiles: TilesView | None
    id: str = "map"
    frame: Frame = field(default=Frame(0.0, 0.0, 0.0, 0.0))
    letterings: tuple[Lettering, ...] = ()
    pocket: PocketMap | None = None


@dataclass(frozen=True, slots=True)
class LocatorView:
    """A small map: the area's outline, one county filled, one mark (or none, if statewide)."""

    width: int
    height: int
    outline: str
    county: str
    label: str
    mark: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: `share` of the longest bar, 0 to 1."""

    term: TermView
    count: int
    share: float
    rows: tuple[AgencyRow, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A bar chart drawn as inline SVG, with the table it is drawn from."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    total: int


# -------------------------------------------------------------------------- articles


class Heading(NamedTuple):
    """A heading of the prose: its level (2 to 4), anchor and text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article: `prose` with its HTML, or a block with what it shows.

    `kind` names the template in templates/blocks/; `view` is a MapView, AgencyRow,
    ChartView, tuple of EventView, tuple of AgencyRow, QuoteView, NoteBoxView or
    PictureView.
    """

    kind: str
    html: Markup = Markup("")
    view: Any = None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A pull quote: the words as HTML, who said them, the notes."""

    html: Markup
    speaker: str
    refs: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class NoteBoxView:
    """A box beside the story."""

    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with all that must go with it."""

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, or the words that introduce a built page."""

    title: str
    dek: str = ""
    kicker: str = ""
    authors: tuple[str, ...] = ()
    published: When | None = None
    updated: When | None = None
    reading_minutes: int = 0
    parts: tuple[Part, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: tuple[NoteView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()


# ----------------------------------------------------------------- the built pages


@dataclass(frozen=True, slots=True)
class ExplorerView:
    """`/agencies/`: the map, the table and its filters."""

    article: ArticleView
    map: MapView
    rows: tuple[AgencyRow, ...]
    kinds: tuple[TermView, ...]
    replies: tuple[TermView, ...]
    ranges: tuple[TermView, ...]
    counties: tuple[str, ...]


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
    """A county's own page."""

    name: str
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
    """`/data/`: the downloads and the data dictionary."""

    article: ArticleView
    downloads: tuple[Download, ...]
    columns: tuple[ColumnView, ...]
    vocabularies: tuple[tuple[str, tuple[TermView, ...]], ...]


# ------------------------------------------------------------------- site and page


@dataclass(frozen=True, slots=True)
class CreditView:
    """Whose work the site uses."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the site as a whole."""

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
    listed_notice: str
    absent_notice: str
    unknown_notice: str
    license_name: str
    license_url: str
    credit: str
    credits: tuple[CreditView, ...]
    navigation: tuple[PageLink, ...]
    footer: tuple[PageLink, ...]


class WrittenLink(NamedTuple):
    """A link as an editor wrote it, where it leads, and the place it was written."""

    written: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Page:
    """A page that will be: where, by which template, with exactly what in it.

    `path` is its address (`agencies/raleigh-pd/`, empty for the front page, or a file's
    name such as `feed.xml`); `file` is what is written.
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

    @property
    def file(self) -> str:
        """The file's path in the output."""
        return f"{self.path}index.html" if self.path.endswith("/") or not self.path else self.path


class Output(NamedTuple):
    """A file of the site: its path from the site's top, and its bytes."""

    path: str
    content: bytes
