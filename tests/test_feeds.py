import dataclasses
import datetime
import json
import zoneinfo
from pathlib import Path
from typing import Any

import feedparser
import jinja2
import pytest
from lxml import etree

from broadsheet import feeds
from broadsheet.feeds import EntryView, FeedEntry, SitemapEntry
from broadsheet.pages import Page, SiteView, When

NEW_YORK = "America/New_York"
BASE = "https://news.example/listed/"
TEMPLATES = Path(__file__).parent.parent / "templates"
HOSTILE = (
    "</title><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b", "&amp;&lt;b&gt;",
    "${x}", "`x`", "back\\slash", '"quoted"', "{{ 7 * 7 }}", "日本語",
)  # fmt: skip


def site(text: str = "Listed") -> SiteView:
    return SiteView(
        title=text,
        description=text,
        subject="",
        area="North Carolina",
        language="en-US",
        base_url=BASE,
        publisher=text,
        publisher_url="https://news.example/",
        email="desk@news.example",
        singular="agency",
        plural="agencies",
        records="agencies/",
        has_lists=True,
        listed_notice="",
        absent_notice="",
        unknown_notice="",
        license_name="CC BY 4.0",
        license_url="https://creativecommons.org/licenses/by/4.0/",
        credit="",
        credits=(),
        navigation=(),
        footer=(),
    )


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


STORY = FeedEntry("Sixty-four", "", "What the list says", day("2026-11-22"), day("2026-11-24"))
CORRECTED = FeedEntry(
    "Correction", "corrections/#raleigh-users", "It was 20.", day("2026-12-01"), day("2026-12-01")
)
UNDATED = FeedEntry("Methodology", "methodology/", "", None, day("2026-11-22"))


def json_feed(*entries: FeedEntry, text: str = "Listed") -> Any:
    return json.loads(feeds.json_feed(site(text), entries, NEW_YORK))


# --- times


@pytest.mark.parametrize(
    ("written", "zone", "told"),
    [
        ("2026-11-22", NEW_YORK, "2026-11-22T00:00:00-05:00"),
        ("2026-07-04", NEW_YORK, "2026-07-04T00:00:00-04:00"),
        ("2026-03-08", NEW_YORK, "2026-03-08T00:00:00-05:00"),
        ("2026-03-09", NEW_YORK, "2026-03-09T00:00:00-04:00"),
        ("2026-11-22", "Asia/Kolkata", "2026-11-22T00:00:00+05:30"),
        ("2026-11-22", "UTC", "2026-11-22T00:00:00+00:00"),
        ("2026-11-22", "America/Argentina/Buenos_Aires", "2026-11-22T00:00:00-03:00"),
    ],
)
def test_a_day_begins_at_midnight_in_the_sites_time_zone(
    written: str, zone: str, told: str
) -> None:
    assert feeds.rfc3339(day(written), zone) == told


def test_the_machines_own_time_zone_data_count_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feeds.zone.cache_clear()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    assert feeds.rfc3339(day("2026-07-04"), NEW_YORK) == "2026-07-04T00:00:00-04:00"


def test_a_time_zone_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        feeds.zone("America/Raleigh")


# --- JSON Feed


def test_a_json_feed_has_all_that_its_standard_asks_for() -> None:
    assert json_feed(STORY) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Listed",
        "description": "Listed",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "language": "en-US",
        "authors": [{"name": "Listed", "url": "https://news.example/"}],
        "items": [
            {
                "id": BASE,
                "url": BASE,
                "title": "Sixty-four",
                "summary": "What the list says",
                "content_text": "What the list says",
                "date_published": "2026-11-22T00:00:00-05:00",
                "date_modified": "2026-11-24T00:00:00-05:00",
            }
        ],
    }


def test_a_newsroom_without_an_address_has_none_in_the_feed() -> None:
    bare = dataclasses.replace(site(), publisher_url="")
    assert json.loads(feeds.json_feed(bare, (), NEW_YORK))["authors"] == [{"name": "Listed"}]


def test_the_newest_entry_comes_first_whatever_the_order_given() -> None:
    wanted = [f"{BASE}corrections/#raleigh-users", BASE, f"{BASE}methodology/"]
    for given in ((STORY, UNDATED, CORRECTED), (CORRECTED, UNDATED, STORY)):
        assert [entry["id"] for entry in json_feed(*given)["items"]] == wanted


def test_entries_of_one_day_stand_in_the_order_of_their_addresses() -> None:
    entries = [STORY._replace(path=path) for path in ("b/", "a/", "c/")]
    shown = feeds.feed_view(entries, NEW_YORK)
    assert [entry.path for entry in shown] == ["a/", "b/", "c/"]


def test_an_entry_without_day_or_summary_says_so_by_saying_nothing() -> None:
    entry = json_feed(UNDATED)["items"][0]
    assert "date_published" not in entry
    assert "summary" not in entry
    assert entry["content_text"] == "Methodology"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal_from_the_json_feed(text: str) -> None:
    told = json_feed(STORY._replace(title=text, summary=text), text=text)
    entry = told["items"][0]
    assert (told["title"], told["authors"][0]["name"]) == (text, text)
    assert (entry["title"], entry["summary"], entry["content_text"]) == (text, text, text)


def test_an_empty_feed_is_a_feed() -> None:
    assert json_feed()["items"] == []


# --- Atom, by the site's own template


def atom(*entries: FeedEntry, text: str = "Listed") -> bytes:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return (
        environment.get_template("feed.xml")
        .render(
            site=site(text), view=feeds.feed_view(entries, NEW_YORK), absolute=lambda p: BASE + p
        )
        .encode()
    )


def test_atom_parses_strictly_and_tells_ids_times_and_order() -> None:
    content = atom(STORY, CORRECTED, UNDATED)
    etree.fromstring(content)
    told = feedparser.parse(content)
    assert not told.bozo
    assert told.feed.updated == "2026-12-01T00:00:00-05:00"
    assert [(entry.id, entry.updated) for entry in told.entries] == [
        (f"{BASE}corrections/#raleigh-users", "2026-12-01T00:00:00-05:00"),
        (BASE, "2026-11-24T00:00:00-05:00"),
        (f"{BASE}methodology/", "2026-11-22T00:00:00-05:00"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_reads_back_equal_from_atom(text: str) -> None:
    tree = etree.fromstring(atom(STORY._replace(title=text, summary=text), text=text))
    space = "{http://www.w3.org/2005/Atom}"
    assert tree.findtext(f"{space}title") == text
    assert tree.findtext(f"{space}entry/{space}title") == text
    assert tree.findtext(f"{space}entry/{space}summary") == text


def test_the_view_holds_what_the_template_shows() -> None:
    assert feeds.feed_view([STORY], NEW_YORK) == (
        EntryView(
            "Sixty-four",
            "",
            "What the list says",
            "2026-11-22T00:00:00-05:00",
            "2026-11-24T00:00:00-05:00",
        ),
    )


# --- robots and sitemap


def test_robots_are_welcome_and_shown_the_way() -> None:
    assert feeds.robots_txt(BASE) == (
        b"User-agent: *\nAllow: /\n\nSitemap: https://news.example/listed/sitemap.xml\n"
    )


def test_the_sitemap_holds_each_page_that_may_be_listed_by_address() -> None:
    def page(path: str, updated: When | None = None, *, listed: bool = True) -> Page:
        return Page(path, "t.html", "T", "D", None, updated=updated, in_sitemap=listed)

    pages = (
        page("sources/", When("2026", "2026-11-22")),
        page(""),
        page("404.html", listed=False),
    )
    assert feeds.sitemap_entries(pages) == (
        SitemapEntry("", ""),
        SitemapEntry("sources/", "2026-11-22"),
    )
