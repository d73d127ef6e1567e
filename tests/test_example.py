"""The second investigation: another state, another kind of record, and not a line of Python."""

import csv
import datetime
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from broadsheet.bulletproof import check_all
from broadsheet.pipeline import make

EXAMPLE = Path(__file__).parent / "example"
NOW = datetime.datetime(2026, 11, 25, 17, tzinfo=datetime.UTC)
HOMES = {
    "bramblewick-home", "candlemere-home", "dunmarrow-lodge", "fennimore-house",
    "kettlebrook-home", "larkhollow-home", "ottersby-house", "pinnacle-mead",
    "quillfeather-house", "thistlecombe-home",
}  # fmt: skip
REPLIES = {
    "denied": {"bramblewick-home", "ottersby-house"},
    "confirmed": {"candlemere-home", "larkhollow-home", "pinnacle-mead", "quillfeather-house"},
    "no-answer": {"fennimore-house", "thistlecombe-home"},
    "not-known": {"dunmarrow-lodge", "kettlebrook-home"},
}
# What is true of the shipped investigation alone. Names of files and scripts are no words.
OF_ANOTHER = re.compile(
    r"\bagenc(?:y|ies)\b(?![./-])|clearview|police|sheriff|\blisted (?:by|range|as)\b",
    re.IGNORECASE,
)
SPOKEN = {"alt", "title", "aria-label", "placeholder", "content", "summary"}


class Words(HTMLParser):
    """All that a reader sees or hears of a page: its text, and attributes that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        self.said += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Every file of the site, by its path; a warning is a failure."""
    edition = make(EXAMPLE, NOW)
    assert [problem.message for problem in edition.warnings] == []
    return {output.path: output.content for output in edition.outputs}


def pages(site: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in site.items() if path.endswith(".html")}


def rows(site: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """The download for spreadsheets, a row a record."""
    text = io.StringIO(site["data/agencies.csv"].decode("utf-8-sig"), newline="")
    return {row["id"]: row for row in csv.DictReader(text)}


def records(site: dict[str, bytes]) -> dict[str, Any]:
    """The download for programs, a record each."""
    return {one["id"]: one for one in json.loads(site["data/agencies.json"])["agencies"]}


def test_it_is_made_of_content_alone() -> None:
    found = (path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.is_file())
    files = [path for path in found if not path.parts[0].startswith(".")]  # a build's memory
    assert {path.parts[0] for path in files} == {"content", "README.md"}
    assert {path.suffix for path in files} == {".yaml", ".md", ".csv", ".geojson"}


def test_every_surface_has_each_home_once(site: dict[str, bytes]) -> None:
    explorer = pages(site)["nursing-homes/index.html"]
    marks = json.loads(site["data/agencies.geojson"])["features"]
    assert set(rows(site)) == HOMES
    assert set(records(site)) == HOMES
    assert sorted(mark["properties"]["id"] for mark in marks) == sorted(HOMES)
    assert sorted(re.findall(r'<tr[^>]* data-id="([^"]+)"', explorer)) == sorted(HOMES)
    own = {p.split("/")[1] for p in site if re.fullmatch(r"nursing-homes/[a-z-]+/index\.html", p)}
    assert own >= HOMES


def test_every_surface_says_the_same_of_a_home(site: dict[str, bytes]) -> None:
    told, whole, all_pages = rows(site), records(site), pages(site)
    for category, homes in REPLIES.items():
        for home in homes:
            assert told[home]["reply_category"] == category
            assert whole[home]["reply"]["category"] == category
            label = told[home]["reply_label"]
            assert label in all_pages[f"nursing-homes/{home}/index.html"]
    for home in HOMES:
        page = " ".join(Words(all_pages[f"nursing-homes/{home}/index.html"]).said)
        assert f"{told[home]['beds']} beds" in page
        assert int(told[home]["beds"]) == whole[home]["beds"]["value"]


def test_the_story_counts_what_the_records_say(site: dict[str, bytes]) -> None:
    overdue = [row for row in rows(site).values() if row["overdue"] == "true"]
    beds = sum(int(row["beds"]) for row in overdue)
    story = " ".join(Words(pages(site)["index.html"]).said)
    assert (len(overdue), beds) == (4, 295)
    assert "Four of 10 homes waited too long for an inspection" in story
    assert "295" in story
    assert "$12,500" in story


def test_a_correction_stands_where_the_wrong_number_stood(site: dict[str, bytes]) -> None:
    for path in ("corrections/index.html", "nursing-homes/pinnacle-mead/index.html"):
        said = " ".join(Words(pages(site)[path]).said)
        assert "46" in said
        assert "64" in said
    assert "pinnacle-beds" in site["data/corrections.csv"].decode()


def test_no_word_of_the_shipped_investigation_stands_on_a_page(site: dict[str, bytes]) -> None:
    leaks = {
        (path, text.strip())
        for path, page in pages(site).items()
        for text in Words(page).said
        if OF_ANOTHER.search(text)
    }
    assert leaks == set()
    assert not re.search(rb"clearview|police|sheriff", b"\n".join(site.values()), re.IGNORECASE)


def test_the_checklists_of_the_desk_have_nothing_left_to_look_at() -> None:
    checked = check_all(EXAMPLE, NOW)
    assert checked.report
    assert [f.id for v in ("look", "wrong") for f in checked.report.findings(v)] == []
    assert len(checked.report.findings("waived")) == 3
