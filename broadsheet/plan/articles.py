"""Stage plan: articles as pages, and the words that introduce the built pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from broadsheet import structured
from broadsheet.maps import plan_map
from broadsheet.markup import Directive
from broadsheet.model import Article
from broadsheet.notes import Notes
from broadsheet.pages import (
    PICTURES,
    ArticleView,
    ChartView,
    FindView,
    KeyFigure,
    MapView,
    NoteBoxView,
    Page,
    PageLink,
    Part,
    PictureView,
    QuoteView,
    TermView,
    UnansweredView,
    card_path,
)
from broadsheet.plan.charts import chart_of
from broadsheet.plan.desk import Desk
from broadsheet.plan.mentions import counties_of, mentioned
from broadsheet.plan.pictures import first_at_once, picture_view
from broadsheet.plan.reading import Reading
from broadsheet.plan.replies import unanswered_view
from broadsheet.plan.site import FRONT_PAGE, HOME, article_path
from broadsheet.plan.words import reading_minutes, when
from broadsheet.policy import tile_origin
from broadsheet.problems import Location

KNOWLEDGE = frozenset({"known", "unknown"})


@dataclass(frozen=True, slots=True)
class Blocks:
    """Turns the directives of one article into what they show."""

    desk: Desk
    notes: Notes

    def part(self, part: Part | Directive) -> Part:
        """A stretch of prose as it is; a directive as its block."""
        if isinstance(part, Part):
            return part
        view = getattr(self, f"show_{part.kind}")(part)
        return Part(part.kind, view=view)

    def show_map(self, _directive: Directive) -> MapView:
        """The map of every agency."""
        return site_map(self.desk)

    def show_agency(self, directive: Directive) -> Any:
        """One agency as a card."""
        return self.desk.rows[directive.argument]

    def show_agencies(self, _directive: Directive) -> Any:
        """Every agency as a row."""
        return tuple(self.desk.rows.values())

    def show_find(self, directive: Directive) -> FindView:
        """The box in which readers look for their town; the explorer answers."""
        return FindView(f"find-{directive.location.line}", directive.argument)

    def show_timeline(self, _directive: Directive) -> Any:
        """Every event that is not minor; its sources are notes of this article."""
        told = (event for event in self.desk.events() if event.weight == "key")
        return tuple(self.desk.event(event, self.notes) for event in told)

    def show_chart(self, directive: Directive) -> ChartView:
        """A chart of the records, of events, of figures."""
        return chart_of(self.desk, self.notes, directive)

    def show_unanswered(self, _directive: Directive) -> UnansweredView:
        """Who has not answered, and since when."""
        return unanswered_view(self.desk)

    def show_quote(self, directive: Directive) -> QuoteView:
        """Somebody's words."""
        return QuoteView(directive.html, directive.argument, directive.refs)

    def show_note(self, directive: Directive) -> NoteBoxView:
        """A box beside the story."""
        return NoteBoxView(directive.argument, directive.html)

    show_known = show_unknown = show_note

    def show_figure(self, directive: Directive) -> PictureView:
        """A picture with its words."""
        return picture_view(directive, self.desk.found.pictures)


def side_by_side(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with what is known and what is not as one where they follow on one another."""
    for together, run in groupby(parts, key=lambda part: part.kind in KNOWLEDGE):
        if together:
            yield Part("knowledge", view=tuple(part.view for part in run))
        else:
            yield from run


def key_figure(text: str) -> KeyFigure:
    """`64 listed` as its number and its words; a text that begins with none has words alone."""
    first, _, rest = text.partition(" ")
    return KeyFigure(first, rest) if any(s.isdigit() for s in first) else KeyFigure("", text)


def site_map(desk: Desk) -> MapView:
    """The map of every agency, the same wherever it stands."""
    return plan_map(
        tuple(desk.rows.values()),
        desk.spots,
        desk.found.gazetteer,
        desk.found.site.map,
        desk.group("replies"),
        credit=desk.found.site.map.credit or "",
        part=desk.site.county,
    )


def tiles_of(desk: Desk) -> str:
    """The host that pages with a map may load pictures from, once the reader asks."""
    tiles = desk.found.site.map.tiles
    return tile_origin(tiles.url) if tiles else ""


def article_view(desk: Desk, article: Article, reading: Reading) -> ArticleView:
    """An article as its page shows it."""
    front, texts = article.front, reading.texts
    blocks = Blocks(desk, reading.notes)
    parts = tuple(side_by_side(blocks.part(part) for part in reading.prose.parts))
    agencies = mentioned(desk, reading.prose)
    for citation in front.sources:
        reading.notes.include(citation)
    return ArticleView(
        title=texts["title"],
        dek=texts["dek"],
        kicker=texts["kicker"],
        key_figures=tuple(map(key_figure, reading.key_figures)),
        authors=front.authors,
        published=when(front.published, desk.locale),
        updated=when(front.updated, desk.locale),
        reading_minutes=reading_minutes(reading.prose.words) if front.published else 0,
        parts=first_at_once(parts),
        headings=reading.prose.headings,
        notes=desk.note_views(reading.notes),
        terms=terms_of(desk, reading),
        agencies=agencies,
        counties=counties_of(agencies),
        bound=reading.bound,
    )


def terms_of(desk: Desk, reading: Reading) -> tuple[TermView, ...]:
    """The words that the article explains, in the order of their labels."""
    used = (desk.words[f"terms/{term}"] for term in reading.prose.terms)
    return tuple(sorted(used, key=lambda term: term.label.casefold()))


def plan_article(desk: Desk, article: Article, reading: Reading) -> Page:
    """The page of an article; the front page has a template of its own."""
    view, site = article_view(desk, article, reading), desk.site
    path, home = article_path(article.id), article.id == HOME
    crumbs = () if home else (PageLink(FRONT_PAGE, ""), PageLink(view.title, path))
    own = (f"{PICTURES}{article.front.image}",) if article.front.image else ()
    summary = reading.texts["summary"] or view.dek or site.description
    news = structured.news_article(
        site,
        path=path,
        headline=view.title,
        description=summary,
        authors=view.authors,
        published=view.published,
        updated=view.updated,
        images=(card_path(path), *own),
    )
    told = (news,) if home else (news, structured.breadcrumb_list(crumbs, site.base_url))
    has_map = any(part.kind == "map" for part in view.parts)
    return Page(
        path=path,
        template="story.html" if home else "article.html",
        title=view.title,
        description=summary,
        view=view,
        updated=view.updated or view.published,
        breadcrumbs=crumbs,
        json_ld=structured.as_script_json(*told),
        links=reading.prose.links,
        origin=Location(article.front.origin.file),
        tile_host=tiles_of(desk) if has_map else "",
        authors=view.authors,
    )


def article_named(desk: Desk, name: str) -> Article | None:
    """The public article of that id, if there is one."""
    return next((article for article in desk.found.articles if article.id == name), None)


def intro(
    desk: Desk, readings: Mapping[str, Reading], name: str, title: str, dek: str = ""
) -> ArticleView:
    """The words that open a built page: an article of that name, or a plain title."""
    article = article_named(desk, name)
    if article is None:
        return ArticleView(title=title, dek=dek)
    return article_view(desk, article, readings[name])


def introduced(page: Page, readings: Mapping[str, Reading], name: str, desk: Desk) -> Page:
    """A built page with the links of its introduction, so that a broken one is told there."""
    article = article_named(desk, name)
    if article is None:
        return page
    origin = Location(article.front.origin.file)
    return replace(page, links=readings[name].prose.links, origin=origin)
