"""Stage plan: which pages exist, where, and exactly what each may show.

`plan` takes the public investigation and the articles as they were read, and decides
everything that rendering then only writes down. Nothing after it looks at a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from broadsheet.editions import (
    NEVER,
    QUOTE,
    SENTENCE,
    History,
    Manifest,
    Publication,
    Record,
)
from broadsheet.exports import FromPages, Told, data_files
from broadsheet.feeds import (
    JSON_FEED_FILE,
    SITEMAP_FILE,
    FeedEntry,
    feed_view,
    json_feed,
    robots_txt,
    sitemap_entries,
)
from broadsheet.figures import FigureValue
from broadsheet.ledger import Claim, evidence_scripts, sourced_claims
from broadsheet.lookup import find_entries as find_search_entries
from broadsheet.lookup import search_script
from broadsheet.model import Investigation
from broadsheet.pages import (
    ArticleView,
    CardView,
    CorrectionView,
    MapView,
    Output,
    Page,
    Placed,
    SiteView,
)
from broadsheet.plan.agencies import plan_agencies
from broadsheet.plan.articles import intro, plan_article, site_map
from broadsheet.plan.cards import plan_cards, with_cards
from broadsheet.plan.changes import edition_views
from broadsheet.plan.corrections import (
    correction_views,
    open_chronicle,
    with_corrections,
)
from broadsheet.plan.desk import Desk, open_desk
from broadsheet.plan.explorer import plan_explorer
from broadsheet.plan.figures import plan_figures
from broadsheet.plan.listings import (
    plan_changes,
    plan_corrections,
    plan_counties,
    plan_data,
    plan_timeline,
)
from broadsheet.plan.pictures import named_images, shown_pictures
from broadsheet.plan.reading import Reading, find_figures, read_articles
from broadsheet.plan.site import CORRECTIONS, HOME, article_path, with_version
from broadsheet.plan.sources import plan_sources
from broadsheet.plan.words import capital

INTRODUCED = ("agencies", "counties", "sources", "timeline", "corrections", "data", "figures")
ATOM_FILE = "feed.xml"
NOTHING = Record(Manifest(), NEVER)

__all__ = ["Plan", "Reading", "find_figures", "plan", "read_articles"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every page, every file that needs no template, and what the assets depend on.

    `record` is what the pages show, beside what was published before; `publication` is what is
    to be kept of it, where it is being published.
    """

    site: SiteView
    pages: tuple[Page, ...]
    files: tuple[Output, ...]
    map: MapView
    pictures: tuple[Placed, ...]
    """The pictures that articles show, each in its place."""
    search: bytes
    cards: tuple[CardView, ...] = ()
    images: tuple[Placed, ...] = ()
    """The pictures that articles name for search engines: these keep their names."""
    scripts: tuple[Page, ...] = ()
    """What has a template as pages have, but is no page: the evidence of each."""
    record: Record = NOTHING
    publication: Publication | None = None

    def characters(self) -> frozenset[str]:
        """Every character that a page may show, so that the typefaces hold it."""
        shown = (str(page.view) for page in (*self.pages, *self.scripts))
        return frozenset("").union(*shown, str(self.site))


def plan(
    found: Investigation,
    readings: Mapping[str, Reading],
    history: History = NEVER,
    figures: Mapping[str, FigureValue] | None = None,
) -> Plan:
    """Plan the whole site. `history` is what was published before, `figures` have their values."""
    titles = {article.id: readings[article.id].texts["title"] for article in found.articles}
    desk = open_desk(found, menu(found, titles))
    drawn = site_map(desk)
    telling, claims = plan_telling(desk, readings, drawn)
    words = {name: intro(desk, readings, name, capital(name)) for name in ("corrections", "data")}
    chronicle = open_chronicle(desk, figures or {}, (*telling, *introductions(words)), history)
    corrections, editions = correction_views(chronicle), edition_views(chronicle)
    rows = FromPages(tuple(claim_rows(desk, claims)), corrections, editions)
    files = data_files(found, desk.spots, found.site.base_url, rows)
    bare = (
        *telling,
        plan_corrections(desk, readings, words["corrections"], corrections),
        plan_data(desk, readings, words["data"], files, drawn),
        plan_changes(desk, editions, words["data"].title),
    )
    pages = tuple(with_corrections(bare, corrections, desk))
    entries = tuple(find_entries(desk, readings, corrections))
    every = (*pages, *machine_pages(desk, pages, entries))
    cards = plan_cards(desk.site, every, drawn)
    return Plan(
        site=with_version(desk.site, found, files),
        pages=with_cards(every, cards),
        files=(*files, *machine_files(desk, entries)),
        map=drawn,
        pictures=shown_pictures(found, (readings[one.id].prose for one in found.articles)),
        images=named_images(found),
        search=search_script(find_search_entries(pages, desk.site)),
        cards=cards,
        scripts=tuple(evidence_scripts(pages, {f.id: f.label for f in found.figures})),
        record=chronicle.record,
        publication=chronicle.next,
    )


def plan_telling(
    desk: Desk, readings: Mapping[str, Reading], drawn: MapView
) -> tuple[tuple[Page, ...], tuple[Claim, ...]]:
    """The pages that tell of the world, and what they claim on which sources."""
    cited = (
        *plan_articles(desk, readings), *plan_agencies(desk), plan_timeline(desk, readings),
        *plan_figures(desk, readings),
    )  # fmt: skip
    claims = tuple(sourced_claims(cited))
    listing = (
        *plan_explorer(desk, readings, drawn),
        *plan_counties(desk, readings),
        *plan_sources(desk, readings, cited, claims),
    )
    return (*cited, *listing), claims


def introductions(words: Mapping[str, ArticleView]) -> Iterator[Page]:
    """The words of the pages that can only be planned once all others are read."""
    for name, article in words.items():
        path = article_path(name)
        yield Page(path, "", article.title, article.dek, article)


def menu(found: Investigation, titles: Mapping[str, str]) -> dict[str, str]:
    """The articles that the navigation names: all but the front page and the introductions."""
    return {
        article.id: article.front.menu or titles[article.id]
        for article in found.articles
        if article.id not in {HOME, *INTRODUCED}
    }


def plan_articles(desk: Desk, readings: Mapping[str, Reading]) -> Iterator[Page]:
    """A page for each article that is not the introduction of a built page."""
    for article in desk.found.articles:
        if article.id not in INTRODUCED:
            yield plan_article(desk, article, readings[article.id])


def claim_rows(desk: Desk, claims: Iterable[Claim]) -> Iterator[Told]:
    """What the downloads tell of each claim: a row for each of its sources."""
    for claim in claims:
        for source, at in claim.evidence:
            page = f"{desk.site.base_url}{claim.page}"
            yield Told(claim.id, claim.text, page, claim.standing, source, at)


def find_entries(
    desk: Desk, readings: Mapping[str, Reading], corrections: Iterable[CorrectionView]
) -> Iterator[FeedEntry]:
    """What feeds announce: dated articles, and corrections."""
    for article in desk.found.articles:
        front, texts = article.front, readings[article.id].texts
        updated = front.updated or front.published
        if updated and article.id not in INTRODUCED:
            summary = texts["summary"] or texts["dek"]
            path = article_path(article.id)
            yield FeedEntry(texts["title"], path, summary, front.published, updated)
    days = {entry.id: entry.date for entry in desk.found.corrections}
    for entry in corrections:
        kind, day = "Update" if entry.is_update else "Correction", days[entry.id]
        is_of_text = any(name.startswith((SENTENCE, QUOTE)) for name in entry.data)
        title = f"{kind}: {entry.label}" if entry.label and not is_of_text else kind
        path = f"{CORRECTIONS}#{entry.anchor}"
        yield FeedEntry(title, path, entry.in_full, day, day)


def machine_files(desk: Desk, entries: tuple[FeedEntry, ...]) -> tuple[Output, ...]:
    """What programs read and needs no template."""
    feed = json_feed(desk.site, entries, desk.found.site.time_zone)
    robots = robots_txt(desk.site.base_url)
    return (Output(JSON_FEED_FILE, feed), Output("robots.txt", robots))


def machine_pages(
    desk: Desk, pages: tuple[Page, ...], entries: tuple[FeedEntry, ...]
) -> Iterator[Page]:
    """The pages that programs read, and the one for wrong addresses."""
    site = desk.site
    wrong = "There is no page at this address."
    feed = feed_view(entries, desk.found.site.time_zone)
    sitemap = sitemap_entries(pages)
    yield Page("404.html", "404.html", "Page not found", wrong, None, in_sitemap=False)
    yield Page(ATOM_FILE, "feed.xml", site.title, site.description, feed, in_sitemap=False)
    yield Page(SITEMAP_FILE, "sitemap.xml", site.title, "", sitemap, in_sitemap=False)
