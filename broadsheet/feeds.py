"""Room: what feed readers and search engines follow: entries, JSON Feed, robots, sitemap.

Days become instants at midnight in the site's time zone, from the record alone: no clock.
"""

from __future__ import annotations

import datetime
import importlib.resources
import json
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from broadsheet.pages import Page, SiteView

JSON_FEED = "https://jsonfeed.org/version/1.1"
JSON_FEED_FILE = "feed.json"
SITEMAP_FILE = "sitemap.xml"


class FeedEntry(NamedTuple):
    """Something new to follow: an article, or a correction (`corrections/#its-id`).

    `path` is its address from the site's top. With the site's own address before it, it is the
    entry's id: where it changes, feed readers show the entry as new.
    """

    title: str
    path: str
    summary: str
    published: datetime.date | None
    updated: datetime.date


class EntryView(NamedTuple):
    """An entry as a feed writes it: times by RFC 3339, empty where not known."""

    title: str
    path: str
    summary: str
    published: str
    updated: str


class SitemapEntry(NamedTuple):
    """A page in `sitemap.xml`; `lastmod` is an ISO date, empty where none is known."""

    path: str
    lastmod: str


@cache
def zone(name: str) -> ZoneInfo:
    """Take the time zone from the bundled tzdata, so that every machine has the same one.

    `name` is one that the rules know, such as America/New_York; FileNotFoundError otherwise.
    """
    file = importlib.resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))
    with file.open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def rfc3339(day: datetime.date, time_zone: str) -> str:
    """The first instant of a day: `2020-02-11T00:00:00-05:00`."""
    return datetime.datetime.combine(day, datetime.time(), zone(time_zone)).isoformat()


def feed_view(entries: Iterable[FeedEntry], time_zone: str) -> tuple[EntryView, ...]:
    """What `templates/feed.xml` shows: the newest first; equally new ones by address."""
    newest = sorted(entries, key=lambda entry: entry.path)
    newest.sort(key=lambda entry: entry.updated, reverse=True)
    return tuple(entry_view(entry, time_zone) for entry in newest)


def entry_view(entry: FeedEntry, time_zone: str) -> EntryView:
    """An entry with its days as instants."""
    published = rfc3339(entry.published, time_zone) if entry.published else ""
    updated = rfc3339(entry.updated, time_zone)
    return EntryView(entry.title, entry.path, entry.summary, published, updated)


def json_feed(site: SiteView, entries: Iterable[FeedEntry], time_zone: str) -> bytes:
    """`feed.json` by JSON Feed 1.1, in UTF-8."""
    newsroom = {"name": site.publisher} | (
        {"url": site.publisher_url} if site.publisher_url else {}
    )
    told = {
        "version": JSON_FEED,
        "title": site.title,
        "description": site.description,
        "home_page_url": site.base_url,
        "feed_url": site.base_url + JSON_FEED_FILE,
        "language": site.language,
        "authors": [newsroom],
        "items": [item(entry, site.base_url) for entry in feed_view(entries, time_zone)],
    }
    return (json.dumps(told, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def item(entry: EntryView, base_url: str) -> dict[str, Any]:
    """An entry as JSON Feed writes it. The standard wants a content: it is the summary."""
    url = base_url + entry.path
    told = {
        "id": url,
        "url": url,
        "title": entry.title,
        "summary": entry.summary,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
    }
    return {name: value for name, value in told.items() if value}


def robots_txt(base_url: str) -> bytes:
    """`robots.txt`: all are welcome, and here is the list of pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}{SITEMAP_FILE}\n".encode()


def sitemap_entries(pages: Iterable[Page]) -> tuple[SitemapEntry, ...]:
    """The pages that search engines may list, by address."""
    listed = sorted((page for page in pages if page.in_sitemap), key=lambda page: page.path)
    return tuple(
        SitemapEntry(page.path, page.updated.iso if page.updated else "") for page in listed
    )
