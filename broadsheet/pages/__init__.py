"""Noun: what templates may show, and what comes out.

A template sees these records and nothing else: everything is resolved, worded and in
order, and nothing private is among it. Every `path` is a page's address from the site's
top (`agencies/raleigh-pd/`); templates turn it into a relative link with `href`.
Plain texts are escaped by the templates; only `Markup` holds HTML, already sanitised.
"""

from __future__ import annotations

from broadsheet.pages.agencies import AgencyView
from broadsheet.pages.articles import (
    ArticleView,
    FindView,
    Heading,
    KeyFigure,
    NoteBoxView,
    Part,
    PictureView,
    QuoteView,
)
from broadsheet.pages.cards import (
    CARD_HEIGHT,
    CARD_WIDTH,
    CardLine,
    CardLink,
    CardMap,
    CardMark,
    CardView,
    card_path,
)
from broadsheet.pages.charts import (
    Bar,
    BarsDrawing,
    Cell,
    ChartTable,
    ChartView,
    EventMark,
    Quantity,
    Stretch,
    StripDrawing,
    Tick,
    TimelineDrawing,
    WaffleDrawing,
)
from broadsheet.pages.claims import ClaimView, Detail, NoteView, ReplyView, SourceView
from broadsheet.pages.drawings import (
    CountyShape,
    Frame,
    LegendEntry,
    Lettering,
    LocatorView,
    MapView,
    Mark,
    PocketMap,
    TilesView,
)
from broadsheet.pages.explorer import ExplorerView, Facet, FacetValue, FacetView
from broadsheet.pages.listings import (
    ChangesView,
    ColumnView,
    CorrectionsView,
    CountiesView,
    CountyRow,
    CountyView,
    DataView,
    Download,
    SourcesView,
    TimelineView,
)
from broadsheet.pages.page import CreditView, Output, Page, SiteView, WrittenLink
from broadsheet.pages.rows import AgencyRow, ChangeView, CorrectionView, EditionView, EventView
from broadsheet.pages.words import UNDATED, NoteRef, PageLink, TermView, When

__all__ = [
    "CARD_HEIGHT",
    "CARD_WIDTH",
    "UNDATED",
    "AgencyRow",
    "AgencyView",
    "ArticleView",
    "Bar",
    "BarsDrawing",
    "CardLine",
    "CardLink",
    "CardMap",
    "CardMark",
    "CardView",
    "Cell",
    "ChangeView",
    "ChangesView",
    "ChartTable",
    "ChartView",
    "ClaimView",
    "ColumnView",
    "CorrectionView",
    "CorrectionsView",
    "CountiesView",
    "CountyRow",
    "CountyShape",
    "CountyView",
    "CreditView",
    "DataView",
    "Detail",
    "Download",
    "EditionView",
    "EventMark",
    "EventView",
    "ExplorerView",
    "Facet",
    "FacetValue",
    "FacetView",
    "FindView",
    "Frame",
    "Heading",
    "KeyFigure",
    "LegendEntry",
    "Lettering",
    "LocatorView",
    "MapView",
    "Mark",
    "NoteBoxView",
    "NoteRef",
    "NoteView",
    "Output",
    "Page",
    "PageLink",
    "Part",
    "PictureView",
    "PocketMap",
    "Quantity",
    "QuoteView",
    "ReplyView",
    "SiteView",
    "SourceView",
    "SourcesView",
    "Stretch",
    "StripDrawing",
    "TermView",
    "Tick",
    "TilesView",
    "TimelineDrawing",
    "TimelineView",
    "WaffleDrawing",
    "When",
    "WrittenLink",
    "card_path",
]
