"""What a page hands on: its card with its words, the tags that name it, how it is cited."""

import datetime
import hashlib
import html
import re
from pathlib import Path

import pytest

from broadsheet.load import load
from broadsheet.pages import CardView, Page
from broadsheet.pipeline import make, read_content
from broadsheet.plan import Plan, plan
from broadsheet.plan.cards import LONGEST_ALT, shortened
from tests.project import edited, write_project

NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
CACHE = Path(__file__).parents[1] / ".broadsheet"


def planned(root: Path) -> Plan:
    script = read_content(load(root), NOW)
    return plan(script.found, script.readings)


def card_of(made: Plan, path: str) -> CardView:
    return next(card for card in made.cards if card.path == path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(write_project(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = write_project(tmp_path_factory.mktemp("project"))
    return {output.path: output.content for output in make(root, NOW, cache=CACHE).outputs}


def test_every_page_that_readers_share_has_a_card_of_its_own(made: Plan) -> None:
    pages = [page for page in made.pages if page.file.endswith(".html")]
    without = [page.path for page in pages if page.card is None]
    assert without == ["embed/map/", "404.html"]
    paths = [page.card.path for page in pages if page.card]
    assert paths == [card.path for card in made.cards]
    assert len(set(paths)) == len(paths)


def test_files_for_programs_have_no_card(made: Plan) -> None:
    cards: dict[str, object] = {page.path: page.card for page in made.pages}
    assert [cards["feed.xml"], cards["sitemap.xml"]] == [None, None]


def test_an_agencys_card_says_its_listing_and_its_reply(made: Plan) -> None:
    card = card_of(made, "cards/agencies/alderton-police.png")
    assert (card.kicker, card.title, card.detail) == (
        "Police", "Alderton Police", "Alderton, Alder County",
    )  # fmt: skip
    assert [(line.label, line.text) for line in card.lines] == [
        ("Listing", "Listed by the invented list"),
        ("Reply", "Said yes"),
    ]
    assert (card.lines[1].symbol, card.lines[1].colour) == ("circle", "blue")
    assert card.map.county
    assert card.map.spot
    assert card.alt == (
        "Police. Alderton Police. Alderton, Alder County. Listing: Listed by the invented list. "
        "Reply: Said yes. A map shows where it is. The Testland Register, The Testland Gazette."
    )


def test_what_no_source_says_is_said_on_the_card(made: Plan) -> None:
    card = card_of(made, "cards/agencies/birch-sheriff.png")
    assert [line.text for line in card.lines] == ["No source says.", "No reply known"]
    # Placed in the middle of its county: a dot would say more than is known.
    assert card.map.county
    assert card.map.spot is None


def test_an_agency_of_the_whole_area_has_no_place_on_its_map(made: Plan) -> None:
    card = card_of(made, "cards/agencies/state-bureau.png")
    assert (card.map.county, card.map.spot, card.map.marks) == ("", None, ())
    assert "A map of Testland." in card.alt


def test_a_county_tells_how_many_are_named_and_what_they_answered(made: Plan) -> None:
    card = card_of(made, "cards/counties/alder.png")
    assert card.detail == "Our sources name 1 agency in this county."
    assert [(line.label, line.text) for line in card.lines] == [("Alderton Police", "Said yes")]


def test_a_county_without_agencies_says_so(tmp_path: Path) -> None:
    root = edited(tmp_path, ("agencies.yaml", "  county: Birch\n", "  county: Alder\n"))
    card = card_of(planned(root), "cards/counties/birch.png")
    assert card.detail == "Our sources name no agency in this county."
    assert card.lines == ()
    assert card.map.county


def test_the_story_and_the_explorer_show_all_marks_and_what_they_mean(made: Plan) -> None:
    for path in ("cards/index.png", "cards/agencies.png"):
        card = card_of(made, path)
        assert len(card.map.marks) == 2
        assert [line.text for line in card.lines] == [
            "Said yes: 1", "Said no: 1", "No reply known: 1",
        ]  # fmt: skip


def test_words_for_a_card_are_no_longer_than_they_may_be() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 12) == "one two…"
    assert shortened("one, two", 6) == "one…"


def test_a_long_title_keeps_the_words_of_its_card_within_bounds(tmp_path: Path) -> None:
    title = "A title of very many words " * 30
    root = edited(tmp_path, ("story/index.md", "title: What the list says", f"title: {title}"))
    card = card_of(planned(root), "cards/index.png")
    assert len(card.alt) <= LONGEST_ALT + 1
    assert card.alt.endswith("… A map of Testland. The Testland Register, The Testland Gazette.")


# --- the tags


def tags(page: bytes) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page.decode())
    return {name: html.unescape(value) for name, value in found}


def test_a_page_names_its_card_and_tells_it_in_words(site: dict[str, bytes]) -> None:
    told = tags(site["agencies/state-bureau/index.html"])
    card = "https://register.testland-gazette.net/cards/agencies/state-bureau.png"
    assert told["og:image"] == card
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:type"] == "image/png"
    assert told["og:image:alt"] == told["twitter:image:alt"]
    assert told["og:image:alt"].startswith("Police. Testland Bureau.")
    assert told["twitter:card"] == "summary_large_image"


def test_the_page_for_wrong_addresses_hands_on_nothing(site: dict[str, bytes]) -> None:
    assert b"og:image" not in site["404.html"]
    assert b"share-page" not in site["404.html"]


def test_search_engines_are_told_of_the_card(site: dict[str, bytes]) -> None:
    card = "https://register.testland-gazette.net/cards/index.png"
    assert f'"image":["{card}"]'.encode() in site["index.html"]


# --- the citation


def cited(page: bytes) -> str:
    """The citation as a reader sees it."""
    inner = page.decode().partition("<summary>Cite this page</summary>")[2].partition("</p>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", inner)).split())


def mark_of(site: dict[str, bytes]) -> str:
    return hashlib.sha256(site["data/agencies.json"]).hexdigest()[:10]


def test_an_article_is_cited_with_its_author(site: dict[str, bytes]) -> None:
    assert cited(site["index.html"]) == (
        "An Invented Reporter. “What the list says.” The Testland Register, The Testland Gazette. "
        "Updated May 1, 2020. https://register.testland-gazette.net/ "
        f"(version 2020-05-02, data {mark_of(site)})."
    )


def test_a_built_page_is_cited_with_its_publisher(site: dict[str, bytes]) -> None:
    assert cited(site["agencies/alderton-police/index.html"]) == (
        "The Testland Gazette. “Alderton Police.” The Testland Register. Updated May 1, 2020. "
        "https://register.testland-gazette.net/agencies/alderton-police/ "
        f"(version 2020-05-02, data {mark_of(site)})."
    )


def test_the_data_page_states_the_checksum_that_a_citation_begins(site: dict[str, bytes]) -> None:
    assert f"<code>{mark_of(site)}".encode() in site["data/index.html"]


def test_every_citation_is_there_without_a_script(made: Plan, site: dict[str, bytes]) -> None:
    opened: list[Page] = [page for page in made.pages if page.card]
    for page in opened:
        address = f"https://register.testland-gazette.net/{page.path}"
        assert f" {address} (version" in cited(site[page.file]), page.path


def test_every_county_s_card_fills_its_county(made: Plan) -> None:
    filled = [card_of(made, f"cards/counties/{name}.png").map.county for name in ("alder", "birch")]
    assert all(filled)
    assert len(set(filled)) == 2


def test_the_card_of_a_filter_s_value_shows_its_own_marks_alone(made: Plan) -> None:
    card = card_of(made, "cards/agencies/reply/confirmed.png")
    assert (card.kicker, card.title) == ("Reply", "Said yes")
    assert card.detail == "1 of 3 agencies that our sources name"
    everything = card_of(made, "cards/agencies.png").map.marks
    assert len(card.map.marks) == 1
    assert set(card.map.marks) < set(everything)
