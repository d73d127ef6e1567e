"""What a reader does: with a mouse, with the keyboard alone, without JavaScript, from a stick."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from tests.browser.conftest import heard_errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

EXPLORER = "agencies/index.html"
MARKER = ".agency-map__canvas .leaflet-marker-icon[data-id]"
PAGES_WITH_A_MAP = ("index.html", EXPLORER)
MOST_TABS = 120
MOST_BETWEEN = 200
"""Milliseconds between the first and the last of files that are asked for at once."""


@pytest.fixture
def agencies(site: Path) -> dict[str, dict[str, str]]:
    """The records as the site itself publishes them."""
    with (site / "data" / "agencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def wait_for_map(page: "Page") -> None:
    """Ask for the moving map and wait until it has taken the drawing's place."""
    page.locator("button[data-open]").first.click()
    page.locator("agency-map.is-live").first.wait_for(timeout=20_000)


def tab_until(page: "Page", found: str) -> None:
    """Press Tab until the focus is on something that matches."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", found):
            return
    pytest.fail(f"{MOST_TABS} times Tab did not lead to {found}")


@pytest.mark.parametrize("path", PAGES_WITH_A_MAP)
def test_every_mark_opens_the_popup_of_its_agency(
    path: str, open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    page = open_page(path).page
    wait_for_map(page)
    opened = {}
    for mark in page.locator(MARKER).all():
        identity = mark.get_attribute("data-id") or ""
        mark.focus()
        page.keyboard.press("Enter")
        card = page.locator(".map-card")
        card.wait_for()
        opened[identity] = card.inner_text()
        link = card.locator("a").first.get_attribute("href") or ""
        assert urljoin(f"/{path}", link) == f"/agencies/{identity}/index.html"
        page.keyboard.press("Escape")
        card.wait_for(state="detached")
        assert page.evaluate("document.activeElement.dataset.id") == identity
    located = {name for name, row in agencies.items() if row["statewide"] != "true"}
    assert set(opened) == located
    for identity, words in opened.items():
        assert agencies[identity]["name"] in words
        assert agencies[identity]["reply_label"] in words


def test_a_click_opens_the_right_agency_and_its_link_leads_there(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    page = open_page(EXPLORER).page
    wait_for_map(page)
    page.locator(f"{MARKER}[data-id='durham-pd']").click()
    page.locator(".map-card a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == agencies["durham-pd"]["name"]


def test_every_mark_has_the_name_and_the_reply_of_its_agency_for_those_who_listen(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    page = open_page(EXPLORER).page
    wait_for_map(page)
    for mark in page.locator(MARKER).all():
        row = agencies[mark.get_attribute("data-id") or ""]
        assert mark.get_attribute("aria-label") == f"{row['name']}, {row['reply_label']}"
        assert mark.get_attribute("role") == "button"
        assert mark.get_attribute("tabindex") == "0"


def test_the_map_s_files_are_asked_for_only_when_the_reader_asks_and_all_at_once(
    open_page: "OpenPage",
) -> None:
    for path in PAGES_WITH_A_MAP:
        page = open_page(path).page
        page.locator(".agency-map__box").scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        assert asked_for(page) == {}
        page.locator("button[data-open]").click()
        page.locator("agency-map.is-live").wait_for(timeout=20_000)
        begun = asked_for(page)
        assert set(begun) == {"leaflet", "live-map", "live-map.css", "map"}
        assert max(begun.values()) - min(begun.values()) < MOST_BETWEEN


def asked_for(page: "Page") -> dict[str, float]:
    """The files of the moving map that were asked for, and when, in milliseconds."""
    entries: list[tuple[str, float]] = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => [one.name, one.startTime])"
    )
    found = {}
    for address, begun in entries:
        name, _, ending = address.rpartition("/")[2].partition(".")
        if name in {"leaflet", "live-map", "map"}:
            found[f"{name}.css" if ending.endswith("css") else name] = begun
    return found


def test_a_click_on_a_mark_of_the_drawing_opens_its_card_on_the_moving_map(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    page = open_page("index.html").page
    page.locator(".agency-map__drawing--whole [data-id='durham-pd'] use").click()
    page.locator(".map-card").wait_for(timeout=20_000)
    assert agencies["durham-pd"]["name"] in page.locator(".map-card").inner_text()


def test_a_key_on_a_mark_of_the_drawing_follows_its_link(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    page.locator(".agency-map__drawing--whole [data-id='durham-pd']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/durham-pd/index.html")


def test_a_map_whose_files_do_not_come_stays_a_drawing_with_links(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    page.route("**/leaflet.*.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("button[data-open]").click()
    page.locator(".agency-map__canvas").wait_for(state="detached")
    page.locator("button[data-open]", has_text="Zoom and move the map").wait_for()
    assert page.locator("svg.agency-map__drawing--whole").is_visible()
    page.locator(".agency-map__drawing--whole [data-id='durham-pd'] use").click()
    page.wait_for_url("**/agencies/durham-pd/index.html")


def test_what_a_script_does_not_come_for_does_what_it_does_without(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    held: list[object] = []
    page.route("**/in-place.*.js", lambda route: held.append(route))  # noqa: PLW0108
    page.locator("table-of-contents a").first.click()
    assert page.evaluate("location.hash") != ""
    mark = page.locator(".prose .cite a").first
    mark.click()
    mark.click()
    page.wait_for_timeout(3_500)
    assert page.evaluate("location.hash").startswith("#note-")


def test_one_finger_scrolls_the_page_and_two_move_the_map(browser: "Browser", server: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    try:
        page = context.new_page()
        page.goto(f"{server}/{EXPLORER}")
        page.locator("button[data-open]").tap()
        page.locator("agency-map.is-live").wait_for(timeout=20_000)
        page.locator(".agency-map__box").evaluate("(box) => box.scrollIntoView({block: 'center'})")
        before = whereabouts(page)
        swipe(page, [(0, 0)], (0, -120))
        after = whereabouts(page)
        assert after["scroll"] > before["scroll"]
        assert after["middle"] == before["middle"]
        page.locator(".agency-map__box").evaluate("(box) => box.scrollIntoView({block: 'center'})")
        swipe(page, [(-40, 0), (40, 0)], (60, 60))
        assert whereabouts(page)["middle"] != before["middle"]
    finally:
        context.close()


def test_a_tap_on_a_story_s_map_waits_for_no_other_script_of_the_story(
    browser: "Browser", server: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    try:
        page = context.new_page()
        page.goto(f"{server}/index.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.locator("button[data-open]").tap()
        page.locator("agency-map.is-live").wait_for(timeout=20_000)
        assert {name.partition(".")[0] for name in asked} == {
            "agency-map", "leaflet", "live-map", "map",
        }  # fmt: skip
        page.locator(".prose .cite a").first.tap()
        page.locator(".in-place").wait_for()
    finally:
        context.close()


def whereabouts(page: "Page") -> dict[str, Any]:
    """How far the page is scrolled, and what the map shows in its middle."""
    page.wait_for_timeout(700)
    found: dict[str, Any] = page.evaluate(
        "() => ({scroll: scrollY, middle: window.broadsheetMap.map.getCenter().toString()})"
    )
    return found


def swipe(page: "Page", fingers: list[tuple[int, int]], by: tuple[int, int]) -> None:
    """Move some fingers over the middle of the map, as the browser's own tools do it."""
    box = page.locator(".agency-map__box").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tools = page.context.new_cdp_session(page)

    def touch(kind: str, share: float) -> None:
        points = [
            {"x": middle[0] + x + by[0] * share, "y": middle[1] + y + by[1] * share, "id": n}
            for n, (x, y) in enumerate(fingers)
        ]
        given = [] if kind == "touchEnd" else points
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    touch("touchStart", 0)
    for step in range(1, 9):
        touch("touchMove", step / 8)
        page.wait_for_timeout(30)
    touch("touchEnd", 1)


def test_the_legend_puts_marks_out_and_back(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    wait_for_map(page)
    before = page.locator(MARKER).count()
    switch = page.locator(".agency-map__legend button").first
    switch.focus()
    page.keyboard.press("Enter")
    assert switch.get_attribute("aria-pressed") == "false"
    assert page.locator(MARKER).count() < before
    page.keyboard.press("Enter")
    assert page.locator(MARKER).count() == before


def test_the_story_is_read_with_the_keyboard_alone(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    tab_until(page, ".cite a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "dialog"
    tab_until(page, ".in-place__foot a")
    page.keyboard.press("Enter")
    page.wait_for_url("**#note-*")
    note = page.evaluate("location.hash")
    assert page.locator(note).is_visible()
    back = page.locator(f"{note} a[href^='#ref-']").first
    back.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#ref-")


def test_the_map_is_reached_and_opened_with_the_keyboard_alone(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    wait_for_map(page)
    page.locator("h1").click()
    tab_until(page, ".leaflet-marker-icon[data-id]")
    page.keyboard.press("Enter")
    page.locator(".map-card").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Read the record"
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/*/index.html")


def test_the_table_sorts_with_the_keyboard_alone(open_page: "OpenPage") -> None:
    page = open_page(EXPLORER).page
    shown = page.locator("tbody tr:visible")
    tab_until(page, "th[data-key='county'] button")
    page.keyboard.press("Enter")
    heading = page.locator("th[data-key='county']")
    assert heading.get_attribute("aria-sort") == "ascending"
    first = shown.first.inner_text()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown.first.inner_text() != first


def test_without_javascript_every_agency_is_reached_and_the_map_is_there(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    for path in PAGES_WITH_A_MAP:
        page = open_page(path, javascript=False).page
        drawing = page.locator("svg.agency-map__drawing--whole")
        assert drawing.is_visible()
        # A script of the test itself cannot run here: only what the browser's own tools tell.
        marks = drawing.locator("a.agency-map__mark").all()
        located = [row for row in agencies.values() if row["statewide"] != "true"]
        assert len(marks) == len(located)
    page = open_page(EXPLORER, javascript=False).page
    assert page.locator("tbody tr").count() == len(agencies)
    assert not page.locator("button[data-open]").is_visible()
    for identity, row in agencies.items():
        page.goto(page.url)
        page.locator(f"tbody tr[data-id='{identity}'] th a").click()
        assert page.locator("h1").inner_text() == row["name"]
        page.go_back()


def test_a_print_shows_the_drawing_and_not_the_live_map(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    wait_for_map(page)
    page.emulate_media(media="print")
    assert page.locator("svg.agency-map__drawing--whole").is_visible()
    assert not page.locator(".agency-map__canvas").is_visible()


def test_the_site_works_from_a_usb_stick_map_included(
    site: Path, browser: "Browser", agencies: dict[str, dict[str, str]]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        errors = heard_errors(page)
        page.goto((site / "index.html").as_uri())
        wait_for_map(page)
        page.locator(f"{MARKER}[data-id='raleigh-pd']").click()
        page.locator(".map-card a").first.click()
        page.wait_for_load_state()
        assert page.locator("h1").inner_text() == agencies["raleigh-pd"]["name"]
        page.locator(".masthead__nav a", has_text="Agencies").click()
        page.locator("tbody tr").first.wait_for()
        assert page.locator("tbody tr:visible").count() == len(agencies)
        assert errors == []
    finally:
        context.close()


def test_on_a_phone_no_target_is_smaller_than_24_pixels(open_page: "OpenPage") -> None:
    small = """() => [...document.querySelectorAll('button, select, input, summary,'
        + ' .leaflet-marker-icon[data-id], .masthead__nav a, .agency-map__mark')]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
        .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    for path in PAGES_WITH_A_MAP:
        page = open_page(path, width=360).page
        assert page.evaluate(small) == []
        wait_for_map(page)
        assert page.evaluate(small) == []


def test_disputed_agencies_say_both_things_on_their_cards_and_pages(
    open_page: "OpenPage", agencies: dict[str, dict[str, str]]
) -> None:
    disputed = [row for row in agencies.values() if row["reply_disputes_listing"] == "true"]
    assert {row["id"] for row in disputed} == {"burlington-pd", "durham-pd"}
    for row in disputed:
        text = open_page(f"agencies/{row['id']}/index.html").page.locator("main").inner_text()
        assert "BuzzFeed News" in text
        assert row["reply_label"] in text
