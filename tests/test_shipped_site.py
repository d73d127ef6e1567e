"""The investigation that ships: what is published is what the editors wrote, everywhere."""

import csv
import datetime
import hashlib
import io
import json
import re
from operator import itemgetter
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import pytest
import yaml

from broadsheet.load import load
from broadsheet.pipeline import make, read_content

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
NAMED = {
    "raleigh-pd", "cary-pd", "durham-pd", "fayetteville-pd", "knightdale-pd", "raeford-pd",
    "ncdmv", "burlington-pd", "alamance-so", "randolph-so",
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Every file of the site, by its path."""
    edition = make(ROOT, NOW, cache=ROOT / ".broadsheet")
    return {output.path: output.content for output in edition.outputs}


def written(name: str) -> Any:
    """A file of the content as plain texts, read by another way than ours."""
    text = (CONTENT / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (texts only)


def test_all_ten_named_agencies_are_there_by_their_ids() -> None:
    assert {record["id"] for record in written("agencies")} == NAMED


def test_the_story_has_the_length_that_a_reader_finishes() -> None:
    script = read_content(load(ROOT), NOW)
    assert 900 <= script.readings["home"].prose.words <= 1400


def test_the_csv_says_what_the_yaml_says(site: dict[str, bytes]) -> None:
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(site["data/agencies.csv"].decode(), newline=""))
    }
    for record in written("agencies"):
        row = rows.pop(record["id"])
        replies = sorted(record.get("replies", []), key=itemgetter("date"))
        reply = replies[-1] if replies else {"category": "not-known"}
        assert row["name"] == record["name"]
        assert row["kind"] == record["kind"]
        assert row["place"] == record.get("place", "")
        assert row["statewide"] == ("true" if record.get("statewide") == "yes" else "false")
        assert row["reply_category"] == reply["category"]
        assert row["reply_words"] == reply.get("words", "")
        assert row["reply_by"] == reply.get("by", "")
        assert row["searches_range"] == record.get("searches", {}).get("range", "")
        assert row["spending_amount"] == record.get("spending", {}).get("amount", "")
        assert row["updated"] == record["updated"]
        assert not {"notes", "contact"} & set(row)
    assert rows == {}


def test_the_geojson_says_what_the_yaml_says(site: dict[str, bytes]) -> None:
    with (CONTENT / "geography" / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {(row["name"], row["county"]): row for row in csv.DictReader(file)}
    features = json.loads(site["data/agencies.geojson"])["features"]
    by_id = {feature["properties"]["id"]: feature for feature in features}
    assert len(features) == len(by_id) == len(NAMED)
    for record in written("agencies"):
        feature = by_id[record["id"]]
        if record.get("statewide") == "yes":
            assert feature["geometry"] is None
        if "place" in record:
            place = places[record["place"], record["county"]]
            wanted = [float(place["longitude"]), float(place["latitude"])]
            assert feature["geometry"]["coordinates"] == pytest.approx(wanted, abs=1e-5)
            assert feature["properties"]["location_is_approximate"] is False


def test_the_json_has_every_statement_word_for_word_with_its_sources(
    site: dict[str, bytes],
) -> None:
    told = {one["id"]: one for one in json.loads(site["data/agencies.json"])["agencies"]}
    for record in written("agencies"):
        ours = [(s["speaker"], s["words"]) for s in record.get("statements", [])]
        theirs = [(s["speaker"], s["words"]) for s in told[record["id"]].get("statements", [])]
        assert theirs == ours


def test_the_data_package_is_valid(site: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in site.items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content)
    report = frictionless.validate(str(tmp_path / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_every_checksum_is_that_of_its_file(site: dict[str, bytes]) -> None:
    lines = site["data/SHA256SUMS"].decode().splitlines()
    assert len(lines) > 5
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256(site[f"data/{name}"]).hexdigest() == digest


def test_feed_readers_read_the_feeds(site: dict[str, bytes]) -> None:
    atom = feedparser.parse(site["feed.xml"])
    assert not atom.bozo, atom.get("bozo_exception")
    titles = [entry.title for entry in atom.entries]
    story = re.search(r"<h1[^>]*>(.*?)</h1>", site["index.html"].decode(), re.DOTALL)
    assert story
    assert story[1].strip() in titles
    assert [item["title"] for item in json.loads(site["feed.json"])["items"]] == titles


def test_the_sitemap_names_every_page_but_the_one_for_other_sites(site: dict[str, bytes]) -> None:
    named = set(re.findall(r"<loc>https://[^/]+/([^<]*)</loc>", site["sitemap.xml"].decode()))
    pages = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert named == pages - {"embed/map/"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "NewsArticle"),
        ("data/index.html", "Dataset"),
        ("agencies/cary-pd/index.html", "BreadcrumbList"),
    ],
)
def test_search_engines_are_told_what_the_page_is(
    path: str, kind: str, site: dict[str, bytes]
) -> None:
    script = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', site[path].decode(), re.DOTALL
    )
    assert script
    told = json.loads(script[1])
    kinds = {one["@type"] for one in (told if isinstance(told, list) else [told])}
    assert kind in kinds


def test_what_two_sides_say_stands_on_every_surface_of_a_dispute(site: dict[str, bytes]) -> None:
    for agency in ("durham-pd", "burlington-pd"):
        page = site[f"agencies/{agency}/index.html"].decode()
        assert "Two accounts" in page
        assert page.index("The listing") < page.index("The reply")
    rows = csv.DictReader(io.StringIO(site["data/agencies.csv"].decode(), newline=""))
    disputed = {row["id"] for row in rows if row["reply_disputes_listing"] == "true"}
    assert disputed == {"durham-pd", "burlington-pd"}


def test_where_no_source_says_something_the_page_says_that(site: dict[str, bytes]) -> None:
    unknown = written("site")["notices"]["unknown"]
    assert site["agencies/raeford-pd/index.html"].decode().count(unknown) >= 6


def test_the_motor_vehicles_are_statewide_and_no_point(site: dict[str, bytes]) -> None:
    for path in ("index.html", "agencies/index.html"):
        page = site[path].decode()
        marks = set(re.findall(r'class="agency-map__mark[^>]*data-id="([^"]+)"', page))
        assert marks == NAMED - {"ncdmv"}
        strip = page[page.index("agency-map__strip") :]
        assert 'data-id="ncdmv"' in strip
