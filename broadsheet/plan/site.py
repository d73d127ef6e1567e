"""Stage plan: what every page shows of the site, and where its pages are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.exports import downloads
from broadsheet.model import Dictionary, Investigation
from broadsheet.pages import CreditView, Output, PageLink, SiteView
from broadsheet.plan.words import capital

COUNTIES, SOURCES = "counties/", "sources/"
TIMELINE, CORRECTIONS, DATA = "timeline/", "corrections/", "data/"
FIGURES, CHANGES, EMBED = "figures/", "data/changes/", "embed/map/"
HOME = "home"
FRONT_PAGE = "The story"
METHOD = "methodology"
"""The article that tells how the newsroom worked, if there is one."""
RECORDS_FILE = "agencies.json"
MARK_LENGTH = 10
"""Characters of a checksum: enough to tell two editions of the data apart."""


def article_path(article: str) -> str:
    """Where an article is: the front page, or a folder of its own."""
    return "" if article == HOME else f"{article}/"


def site_view(found: Investigation, titles: Mapping[str, str]) -> SiteView:
    """The site as pages show it; `titles` are the articles that the navigation names."""
    site, words = found.site, found.dictionary
    extra = tuple(PageLink(title, article_path(article)) for article, title in titles.items())
    corner = (PageLink("Sources", SOURCES), PageLink("Data", DATA))
    corrections = PageLink("Corrections", CORRECTIONS)
    return SiteView(
        title=site.title,
        description=site.description,
        subject=site.subject,
        area=site.area,
        language=site.language,
        base_url=site.base_url,
        publisher=site.publisher.name,
        publisher_url=site.publisher.url or "",
        email=site.publisher.email,
        singular=words.records.singular,
        plural=words.records.plural,
        records=words.records.path,
        county=words.counties.singular,
        counties=words.counties.plural,
        has_lists=any(agency.listed for agency in found.agencies),
        listed_notice=site.notices.listed or "",
        absent_notice=site.notices.absent or "",
        unknown_notice=site.notices.unknown,
        license_name=site.license.name,
        license_url=site.license.url,
        credit=site.license.credit,
        credits=tuple(CreditView(c.name, c.text, c.url or "") for c in site.credits),
        navigation=(*main_pages(words), *extra, *corner),
        footer=(*extra, corrections, *corner, PageLink("Atom feed", "feed.xml")),
        principles=article_path(METHOD) if METHOD in titles else "",
    )


def main_pages(words: Dictionary) -> tuple[PageLink, ...]:
    """The pages that every site has."""
    return (
        PageLink(FRONT_PAGE, ""),
        PageLink(capital(words.records.plural), words.records.path),
        PageLink(capital(words.counties.plural), COUNTIES),
        PageLink("Timeline", TIMELINE),
    )


def with_version(site: SiteView, found: Investigation, files: Iterable[Output]) -> SiteView:
    """The site with the edition it is: its newest day, and the checksum of its records.

    Both come from content, never from the clock: the same content is the same edition.
    """
    sums = {file.name: file.sha256 for file in downloads(files)}
    newest = max(days_of(found), default=None)
    version = newest.isoformat() if newest else ""
    return replace(site, version=version, data_mark=sums[RECORDS_FILE][:MARK_LENGTH])


def days_of(found: Investigation) -> Iterator[datetime.date]:
    """Every day on which something readers see was published or changed."""
    yield from (agency.updated for agency in found.agencies)
    yield from (correction.date for correction in found.corrections)
    for article in found.articles:
        yield from (day for day in (article.front.published, article.front.updated) if day)
