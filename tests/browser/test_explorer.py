"""The explorer: search, filters, count, map and table are one thing, told by the address."""

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import heard_errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

EXPLORER = "agencies/index.html"
OWN = re.compile(r"/(places|town-answer|agency-map)\.[0-9a-f]+\.")
"""What the page itself asks for when the box is used."""
RESTED = 600
"""Milliseconds after the last key by which the address follows."""
FACETS = ("reply", "kind", "range", "county")
MARKS = ".agency-map__drawing--whole .agency-map__mark:not(.is-off)"


@pytest.fixture
def agencies(site: Path) -> dict[str, dict[str, str]]:
    """The records as the site itself publishes them."""
    with (site / "data" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def shown(page: "Page") -> list[str]:
    """The ids of the rows that are left, from top to bottom."""
    rows: list[str] = page.locator("tbody tr:visible").evaluate_all(
        "(all) => all.map((one) => one.dataset.id)"
    )
    return rows


def on_map(page: "Page") -> set[str]:
    """The ids of the marks that are left, and of the names beside the map."""
    marks = page.locator(MARKS).evaluate_all("(all) => all.map((one) => one.dataset.id)")
    beside = page.locator(".agency-map__strip li:visible").evaluate_all(
        "(all) => all.map((one) => one.dataset.id)"
    )
    return {*marks, *beside}


def query(page: "Page") -> dict[str, list[str]]:
    """What the address says; asked of the page, which Playwright's own record may lag behind."""
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def choose(page: "Page", facet: str, value: str) -> None:
    page.locator(f"[data-facet='{facet}'] input[value='{value}']").click()


def type_text(page: "Page", text: str) -> None:
    page.locator("#explorer-search").fill(text)


def answer_to(page: "Page", text: str) -> str:
    """What the page says of a place that is typed."""
    type_text(page, text)
    page.locator("[data-answer]").wait_for()
    return page.locator("[data-answer]").inner_text()


@pytest.mark.parametrize("name", FACETS)
def test_each_filter_leaves_what_it_says_on_table_map_and_count(
    name: str, open_page: "OpenPage"
) -> None:
    page = open_page(EXPLORER).page
    for box in page.locator(f"[data-facet='{name}'] input").all():
        box.check()
        left: list[dict[str, Any]] = page.locator("tbody tr:visible").evaluate_all(
            "(all) => all.map((row) => ({...row.dataset}))"
        )
        assert {row[name] for row in left} == {box.get_attribute("value")}
        wait_for(page, "Boolean(customElements.get('agency-map'))")
        assert on_map(page) == {row["id"] for row in left}
        assert (
            page.locator(".explorer__count [role='status']").inner_text()
            == f"{len(left)} of 10 agencies"
        )
        box.uncheck()
    assert len(shown(page)) == 10
    assert page.locator(".explorer__count [role='status']").inner_text() == "10 agencies"


def test_two_values_of_one_filter_add_up_and_two_filters_cut_down(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    choose(page, "reply", "denied")
    choose(page, "reply", "no-record")
    assert set(shown(page)) == {"burlington-pd", "durham-pd"}
    choose(page, "county", "durham")
    assert shown(page) == ["durham-pd"]


def test_the_numbers_of_a_filter_follow_the_other_filters(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page

    def number(facet: str, value: str) -> str:
        label = page.locator(f"[data-facet='{facet}'] label:has(input[value='{value}'])")
        return label.locator(".facets__number").inner_text()

    assert (number("county", "wake"), number("county", "durham")) == ("3", "1")
    choose(page, "reply", "confirmed-use")
    assert (number("county", "wake"), number("county", "durham")) == ("2", "0")
    # Of its own filter the numbers say what choosing one more value would add.
    assert number("reply", "denied") == "1"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("RPD", ["raleigh-pd"]),
        ("n.c. dmv", ["ncdmv"]),
        ("randolph", ["ncdmv", "randolph-so"]),
        ("Randolph County", ["ncdmv", "randolph-so"]),
        ("fayetteville pol", ["fayetteville-pd"]),
        ("27502", ["cary-pd", "knightdale-pd", "ncdmv", "raleigh-pd"]),
        ("Apex", ["cary-pd", "knightdale-pd", "ncdmv", "raleigh-pd"]),
        ("zzz", []),
    ],
)
def test_the_search_knows_names_aliases_places_counties_and_zip_codes(
    typed: str, found: list[str], open_page: "OpenPage"
) -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").focus()
    wait_for_places(page)
    type_text(page, typed)
    assert sorted(shown(page)) == found


def wait_for_places(page: "Page") -> None:
    """Until the list of places is there, and what knows it."""
    wait_for(page, "Boolean(document.querySelector('agency-explorer').towns)")


def wait_for(page: "Page", what: str) -> None:
    """Until something holds; the pages forbid what Playwright's own waiting needs."""
    for _ in range(200):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never came true: {what}")


def test_a_reader_who_types_a_zip_code_reads_a_plain_answer(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    assert answer_to(page, "27502") == (
        "ZIP code 27502 is in Apex, Wake County. Our sources name no agency in Apex. "
        "In Wake County, our sources name Cary Police Department (said it had a trial or "
        "demonstration), Knightdale Police Department (said it used the service) and Raleigh "
        "Police Department (said it used the service). All of North Carolina is served by North "
        "Carolina Division of Motor Vehicles (no reply known). The nearest to Apex is Cary "
        "Police Department (said it had a trial or demonstration), about 6 miles away.\n\n"
        "An agency that is not on this site may or may not be on BuzzFeed's list: We could not "
        "read the whole list. Its absence here says nothing about whether it used Clearview AI. "
        "The page of Wake County"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("raleigh, nc", "In Raleigh, our sources name Raleigh Police Department (said it used the"),
        ("Wake County", "In Wake County, our sources name Cary Police Department (said it had a"),
        ("asheville", "Our sources name no agency in Asheville. They name none in Buncombe County"),
        ("Burlington", "Elsewhere in Alamance County, they name Alamance County Sheriff's Office"),
    ],
)
def test_towns_and_counties_are_answered_too(typed: str, told: str, open_page: "OpenPage") -> None:
    assert told in answer_to(open_page(EXPLORER).page, typed)


def test_the_list_of_places_is_asked_for_only_when_the_box_is_used(open_page: "OpenPage") -> None:
    visit = open_page(EXPLORER)
    visit.page.wait_for_timeout(300)
    asked = "performance.getEntriesByType('resource').map((one) => one.name).join(' ')"
    assert "places." not in visit.page.evaluate(asked)
    visit.page.locator("#explorer-search").focus()
    wait_for_places(visit.page)
    assert "places." in visit.page.evaluate(asked)
    assert visit.foreign_requests == []


def test_places_that_begin_with_what_is_typed_are_offered(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").focus()
    wait_for_places(page)
    type_text(page, "wake f")
    offered = page.locator("[data-suggestions] button")
    assert offered.all_inner_texts() == ["Wake Forest, Wake County"]
    offered.first.click()
    assert page.locator("#explorer-search").input_value() == "Wake Forest, Wake County"
    assert (
        "Our sources name no agency in Wake Forest." in page.locator("[data-answer]").inner_text()
    )


def test_the_whole_state_stands_in_the_address_and_back_works(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    choose(page, "county", "wake")
    choose(page, "reply", "confirmed-use")
    page.locator("th[data-key='name'] button").click()
    page.locator("th[data-key='name'] button").click()
    assert query(page) == {"county": ["wake"], "reply": ["confirmed-use"], "sort": ["-name"]}
    assert shown(page) == ["raleigh-pd", "knightdale-pd"]
    page.go_back()
    page.go_back()
    assert query(page) == {"county": ["wake"], "reply": ["confirmed-use"]}
    page.go_back()
    assert query(page) == {"county": ["wake"]}
    assert shown(page) == ["cary-pd", "knightdale-pd", "raleigh-pd"]
    page.go_back()
    assert len(shown(page)) == 10


def test_typing_is_one_step_to_go_back_over(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").press_sequentially("wake")
    page.wait_for_timeout(RESTED)
    assert query(page) == {"q": ["wake"]}
    page.go_back()
    assert query(page) == {}
    assert len(shown(page)) == 10


def test_a_link_that_is_shared_opens_the_same_view(open_page: "OpenPage", server: str) -> None:
    page = open_page(EXPLORER).page
    page.goto(f"{server}/{EXPLORER}?q=apex&reply=confirmed-use&sort=-name&nonsense=1&kind=nothing")
    page.locator("[data-answer]").wait_for()
    assert shown(page) == ["raleigh-pd", "knightdale-pd"]
    assert page.locator("#explorer-search").input_value() == "apex"
    assert page.locator("[data-facet='reply'] input:checked").count() == 1


def test_no_match_says_what_to_do(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    type_text(page, "zzz")
    told = page.locator(".explorer__nothing")
    assert "Nothing here matches “zzz”." in told.inner_text()
    assert told.locator("a[href^='mailto:']").count() == 1
    assert page.locator(".explorer__count [role='status']").inner_text() == "0 of 10 agencies"
    page.locator("[data-clear]").click()
    assert len(shown(page)) == 10
    assert page.evaluate("document.activeElement.id") == "explorer-search"
    assert not page.locator("[data-clear]").is_visible()


def test_a_place_with_nothing_left_still_says_what_is_nearest(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    choose(page, "reply", "denied")
    assert "The nearest to Apex is Cary Police Department" in answer_to(page, "Apex")
    assert "No agency has all that you chose." in page.locator(".explorer__nothing").inner_text()


def test_the_position_is_compared_on_the_device(browser: "Browser", server: str) -> None:
    context = browser.new_context(
        geolocation={"latitude": 35.7327, "longitude": -78.8503}, permissions=["geolocation"]
    )
    try:
        page = context.new_page()
        page.goto(f"{server}/{EXPLORER}")
        hint = page.locator("#explorer-hint")
        assert "compared on this device and sent nowhere" in hint.inner_text()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.locator("[data-near]").click()
        page.locator("[data-answer]").wait_for()
        said = page.locator("[data-said]")
        assert said.inner_text() == "Your position is near Apex, Wake County."
        assert query(page) == {}
        choose(page, "county", "wake")
        assert query(page) == {"county": ["wake"]}
        assert "cary-pd" in shown(page)
        assert [url for url in requests if not OWN.search(url)] == []
        assert "35.7" not in page.url
    finally:
        context.close()


def test_a_position_that_is_refused_or_far_away_is_told(browser: "Browser", server: str) -> None:
    for settings, told in (
        ({}, "Your browser gave no position. Type your town or ZIP code instead."),
        (
            {"geolocation": {"latitude": 48.2, "longitude": 16.4}, "permissions": ["geolocation"]},
            "Your position is not in North Carolina.",
        ),
    ):
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        try:
            page = context.new_page()
            page.goto(f"{server}/{EXPLORER}")
            page.locator("[data-near]").click()
            page.locator("[data-said]", has_text=told).wait_for()
            assert len(shown(page)) == 10
        finally:
            context.close()


def test_a_row_lights_its_mark_and_a_mark_its_row(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("tbody tr[data-id='durham-pd']").hover()
    lit = page.locator(".agency-map__drawing--whole .is-lit")
    lit.wait_for()
    assert lit.evaluate_all("(all) => all.map((one) => one.dataset.id)") == ["durham-pd"]
    page.locator("tbody tr[data-id='raleigh-pd'] a").first.focus()
    assert "raleigh-pd" in lit.evaluate_all("(all) => all.map((one) => one.dataset.id)")
    page.mouse.move(0, 0)
    page.locator(f"{MARKS}[data-id='cary-pd']").focus()
    assert page.locator("tbody tr.is-lit").get_attribute("data-id") == "cary-pd"


def test_a_mark_of_the_moving_map_lights_its_row_and_leads_to_it(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("button[data-open]").click()
    page.locator("agency-map.is-live").wait_for(timeout=20_000)
    mark = page.locator(".leaflet-marker-icon[data-id='randolph-so']")
    mark.hover()
    assert page.locator("tbody tr.is-lit").get_attribute("data-id") == "randolph-so"
    mark.click()
    assert page.locator("tbody tr.is-chosen").get_attribute("data-id") == "randolph-so"
    page.locator(".map-card a", has_text="Its row in the table").click()
    assert page.url.endswith("#row-randolph-so")
    assert page.locator("#row-randolph-so").evaluate(
        "(row) => row.getBoundingClientRect().bottom <= innerHeight"
    )


def test_the_count_is_the_one_live_region_of_results(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    regions = page.locator(".explorer__results :is([role='status'], [aria-live])")
    assert regions.count() == 1
    assert answer_to(page, "27502")
    assert regions.inner_text() == "4 of 10 agencies. 27502: Apex, Wake County."


def test_the_filters_work_with_the_keyboard_alone(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").focus()
    page.keyboard.type("durham")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "no-record":
            break
    page.keyboard.press("Space")
    assert query(page) == {"q": ["durham"], "reply": ["no-record"]}
    assert shown(page) == ["durham-pd"]
    assert page.evaluate("document.activeElement.value") == "no-record"


def test_on_a_phone_every_control_can_be_hit_with_a_thumb(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER, width=360).page
    page.locator(".facets__fold > summary").click()
    type_text(page, "wa")
    wait_for_places(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('agency-explorer :is(button, summary,'
            + ' label.facets__value, input[type=search])')]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([words, box]) => `${words} ${box.width}x${box.height}`)"""
    )
    assert [
        one for one in small if not re.match("(Agency|Kind|Place|County|Reply|Listed)", one)
    ] == []


def test_without_javascript_the_links_to_the_values_stand_where_the_filters_would_be(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    page = open_page(EXPLORER, javascript=False).page
    assert not page.locator("#explorer-search").is_visible()
    assert page.locator("tbody tr").count() == len(agencies)
    for facet, value, found in (
        ("reply", "denied", {"burlington-pd"}),
        ("kind", "sheriff", {"alamance-so", "randolph-so"}),
        ("range", "none", {i for i, row in agencies.items() if not row["searches_range"]}),
        ("county", "statewide", {"ncdmv"}),
    ):
        page = open_page(EXPLORER, javascript=False).page
        page.locator(f"[data-facet='{facet}'] a[data-value='{value}']").click()
        assert f"/agencies/{facet}/{value}/" in page.url
        page.locator("tbody tr").first.wait_for()  # `all` does not wait for the new page
        rows = page.locator("tbody tr").all()
        assert {row.get_attribute("data-id") for row in rows} == found
    page = open_page(EXPLORER, javascript=False).page
    page.locator("[data-facet='county'] a[data-value='wake']").click()
    assert page.locator("h1").inner_text() == "Wake County"


def test_the_explorer_works_from_a_usb_stick(site: Path, browser: "Browser") -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        errors = heard_errors(page)
        page.goto((site / EXPLORER).as_uri() + "?county=wake")
        assert set(shown(page)) == {"cary-pd", "knightdale-pd", "raleigh-pd"}
        assert "Apex, Wake County" in answer_to(page, "27502")
        choose(page, "reply", "confirmed-use")
        assert query(page)["reply"] == ["confirmed-use"]
        page.go_back()
        assert "reply" not in query(page)
        assert errors == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_a_reader_in_any_state_of_the_explorer(
    width: int, scheme: Any, open_page: "OpenPage", axe_source: str
) -> None:
    page = open_page(EXPLORER, width=width, scheme=scheme).page
    page.evaluate(axe_source)

    def barriers() -> list[str]:
        found: list[str] = page.evaluate(
            "async () => (await axe.run(document, {preload: false, resultTypes: ['violations']}))"
            ".violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`)"
        )
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return [*found, *(["scrolls sideways"] if wide else [])]

    if width < 1024:
        page.locator(".facets__fold > summary").click()
    choose(page, "reply", "denied")
    assert barriers() == []
    answer_to(page, "Apex")
    assert barriers() == []
    type_text(page, "wa")
    assert barriers() == []
    page.locator("[data-clear]").click()
    page.locator("button[data-open]").click()
    page.locator("agency-map.is-live").wait_for(timeout=20_000)
    page.locator(".leaflet-marker-icon[data-id='durham-pd']").click()
    page.locator(".map-card").wait_for()
    assert barriers() == []


def test_a_name_of_a_town_and_of_another_county_is_answered_for_neither(
    open_page: "OpenPage",
) -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").focus()
    wait_for_places(page)
    type_text(page, "henderson")
    assert not page.locator("[data-answer]").is_visible()
    assert page.locator("[data-suggestions] button").all_inner_texts() == [
        "Henderson County",
        "Henderson, Vance County",
        "Hendersonville, Henderson County",
    ]
    page.locator("[data-suggestions] button").first.click()
    assert "They name none in Henderson County." in page.locator("[data-answer]").inner_text()
    assert "Our sources name Durham" not in answer_to(page, "Durham")
    assert "In Durham, our sources name Durham Police Department" in answer_to(page, "Durham")


@pytest.mark.parametrize(
    ("typed", "answers"),
    [("apex nc", 1), ("raleigh north carolina", 1), ("27502-1234", 1), ("apex va", 0)],
)
def test_the_state_may_be_said_and_another_is_not_ours(
    typed: str, answers: int, open_page: "OpenPage"
) -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").focus()
    wait_for_places(page)
    type_text(page, typed)
    assert page.locator("[data-answer]:visible").count() == answers


def test_a_county_with_agencies_is_told_no_nearest_one(open_page: "OpenPage") -> None:
    assert "nearest" not in answer_to(open_page(EXPLORER).page, "Wake County")


def test_a_link_to_a_row_wipes_nothing_that_was_typed(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.locator("#explorer-search").press_sequentially("wake")
    page.evaluate("location.hash = '#row-cary-pd'")
    page.wait_for_timeout(RESTED)
    assert page.locator("#explorer-search").input_value() == "wake"
    assert query(page) == {"q": ["wake"]}


def test_what_a_filter_hides_is_not_called_a_misspelling(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    choose(page, "kind", "state-agency")
    type_text(page, "sheriff")
    told = page.locator(".explorer__nothing").inner_text()
    assert "No agency has all that you chose." in told
    assert "Nothing here matches" not in told


def test_a_print_of_a_filtered_list_says_that_it_is_one_and_has_its_key(
    open_page: "OpenPage",
) -> None:
    page = open_page(EXPLORER).page
    choose(page, "county", "wake")
    page.emulate_media(media="print")
    assert page.locator(".explorer__count [role='status']").inner_text() == "3 of 10 agencies"
    assert page.locator(".explorer__count [role='status']").is_visible()
    assert page.locator(".agency-map__legend").is_visible()
    assert not page.locator("[data-clear]").is_visible()


def test_pages_tell_no_other_site_where_the_reader_comes_from(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    assert page.locator("meta[name='referrer']").get_attribute("content") == "no-referrer"


def test_a_list_of_places_that_did_not_come_is_asked_for_again(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.route("**/places.*.js", lambda route: route.abort())
    page.locator("#explorer-search").focus()
    page.locator("[data-said]", has_text="The list of places could not be loaded.").wait_for()
    page.unroute("**/places.*.js")
    page.locator("h1").click()
    page.locator("#explorer-search").focus()
    wait_for_places(page)
