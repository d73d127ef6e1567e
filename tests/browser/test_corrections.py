"""The notice of a correction: seen first, by everybody, on paper too."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

CORRECTED = ("index.html", "agencies/alpha-office/index.html")
AXE = "() => axe.run(document, {preload: false, iframes: false, resultTypes: ['violations']})"
TARGET = 44


def opened(page: "Page", address: str, width: int, scheme: Any) -> None:
    """Open a page as a reader with this window and this taste does."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme, media="screen", reduced_motion="reduce")
    page.goto(address)


@pytest.mark.parametrize("path", CORRECTED)
def test_a_page_that_was_wrong_says_so_before_its_headline(
    golden_server: str, browser: "Browser", axe_source: str, path: str
) -> None:
    page = browser.new_page()
    try:
        for width, scheme in ((390, "light"), (1280, "dark")):
            opened(page, f"{golden_server}{path}", width, scheme)
            notice, title = page.locator(".corrected").bounding_box(), page.locator("h1")
            headline = title.bounding_box()
            assert notice is not None
            assert headline is not None
            assert notice["y"] + notice["height"] <= headline["y"]
            link = page.get_by_role("link", name="About this correction").bounding_box()
            assert link is not None
            assert link["height"] >= TARGET
            page.evaluate(axe_source)
            assert page.evaluate(AXE)["violations"] == []
        page.emulate_media(media="print")
        assert page.get_by_text("It stood on a pole.").first.is_visible()
    finally:
        page.close()


def test_the_notice_leads_to_its_entry_and_stands_on_no_other_page(
    golden_server: str, browser: "Browser"
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{golden_server}index.html")
        page.get_by_role("link", name="About this correction").click()
        assert page.url.endswith("corrections/index.html#correction-pole-not-post")
        assert page.locator(".corrections__entry:target").is_visible()
        page.goto(f"{golden_server}agencies/beta-office/index.html")
        assert page.locator(".corrected").count() == 0
    finally:
        context.close()


def test_what_changed_says_that_there_is_no_earlier_edition(
    golden_server: str, browser: "Browser"
) -> None:
    page = browser.new_page()
    try:
        page.goto(f"{golden_server}data/changes/index.html")
        assert page.get_by_text("There is no earlier edition").is_visible()
    finally:
        page.close()
