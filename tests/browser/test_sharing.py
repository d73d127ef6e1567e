"""A page is handed on: its address by a button, its citation without one, from any place."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

STORY, AGENCY = "index.html", "agencies/raleigh-pd/index.html"
ADDRESS = "https://clearview-nc.example/agencies/raleigh-pd/"
FALLEN_BACK = "The address is marked: copy it from here."
# A clipboard that says no, as it does where a page is not trusted with it.
NO_CLIPBOARD = (
    "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
    "document.execCommand = () => false;"
)
WITH_SHARE = (
    "navigator.share = (told) => { window.shared = told; return Promise.reject(new Error('no')) };"
)


def copied(page: Page) -> Any:
    """What the clipboard was given."""
    return page.evaluate("window.copied")


def with_clipboard(page: Page) -> None:
    """Let the page write to a clipboard of its own: the machine's belongs to nobody's test."""
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => {"
        "window.copied = text}}})"
    )


def test_the_link_is_copied_by_keyboard_and_readers_are_told(open_page: OpenPage) -> None:
    visit = open_page(AGENCY)
    with_clipboard(visit.page)
    visit.page.reload()
    button = visit.page.get_by_role("button", name="Copy link")
    button.focus()
    visit.page.keyboard.press("Enter")
    status = visit.page.locator("share-page [role=status]")
    expect(status).to_have_text("Link copied.")
    assert copied(visit.page) == ADDRESS
    expect(button).to_be_focused()
    assert (visit.foreign_requests, visit.console_errors, visit.page_errors) == ([], [], [])


def test_the_link_keeps_what_the_reader_has_chosen_and_no_more(open_page: OpenPage) -> None:
    for path, told in (
        ("agencies/index.html", "https://clearview-nc.example/agencies/?reply=denied"),
        # What others put into an address is not handed on.
        (AGENCY, ADDRESS),
    ):
        visit = open_page(path)
        with_clipboard(visit.page)
        visit.page.goto(f"{visit.page.url}?reply=denied#main-content")
        visit.page.get_by_role("button", name="Copy link").click()
        expect(visit.page.locator("share-page [role=status]")).to_have_text("Link copied.")
        assert copied(visit.page) == f"{told}#main-content"


def test_without_a_clipboard_the_address_is_marked(open_page: OpenPage) -> None:
    visit = open_page(AGENCY)
    visit.page.evaluate(NO_CLIPBOARD)
    visit.page.get_by_role("button", name="Copy link").click()
    expect(visit.page.locator("share-page [role=status]")).to_have_text(FALLEN_BACK)
    assert visit.page.evaluate("String(getSelection())") == ADDRESS
    assert visit.page_errors == []


def test_the_devices_own_menu_is_offered_only_where_there_is_one(open_page: OpenPage) -> None:
    visit = open_page(AGENCY)
    share = visit.page.get_by_role("button", name="Share")
    if not visit.page.evaluate("'share' in navigator"):
        expect(share).to_be_hidden()
    visit.page.add_init_script(WITH_SHARE)
    visit.page.reload()
    visit.page.locator("share-page").hover()
    share.click()
    shared = visit.page.evaluate("window.shared")
    assert shared == {"title": visit.page.title(), "url": ADDRESS}
    # A reader who closes the menu has done nothing wrong.
    assert (visit.page_errors, visit.foreign_requests) == ([], [])


def test_without_javascript_there_is_the_citation_and_no_button(open_page: OpenPage) -> None:
    visit = open_page(AGENCY, javascript=False)
    expect(visit.page.locator("share-page button").first).to_be_hidden()
    visit.page.get_by_text("Cite this page").click()
    expect(visit.page.locator(".share__address")).to_be_visible()
    expect(visit.page.locator(".share__address")).to_have_text(ADDRESS)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_what_is_pressed_can_be_hit_by_a_thumb(open_page: OpenPage, width: int) -> None:
    visit = open_page(STORY, width=width)
    for target in visit.page.locator("share-page :is(button, summary):visible").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_buttons_work_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / AGENCY).as_uri())
    page.get_by_role("button", name="Copy link").click()
    status = page.locator("share-page [role=status]")
    expect(status).not_to_be_empty()
    assert status.inner_text() in {"Link copied.", FALLEN_BACK}
    assert errors == []
    context.close()


def test_on_paper_the_citation_stands_open(open_page: OpenPage) -> None:
    visit = open_page(AGENCY)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".share__address")).to_be_visible()
    expect(visit.page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_the_page_for_wrong_addresses_has_nothing_to_hand_on(open_page: OpenPage) -> None:
    visit = open_page("404.html")
    expect(visit.page.locator("share-page")).to_have_count(0)


def test_a_card_is_a_picture_that_a_browser_shows(open_page: OpenPage) -> None:
    visit = open_page(AGENCY)
    address = visit.page.locator("meta[property='og:image']").get_attribute("content") or ""
    visit.go(urlsplit(address).path.removeprefix("/"))
    size = visit.page.evaluate(
        "[document.images[0].naturalWidth, document.images[0].naturalHeight]"
    )
    assert size == [1200, 630]
