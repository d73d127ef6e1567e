"""The map in a frame on another newsroom's page, as its readers meet it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

AXE = "() => axe.run(document, {preload: false, resultTypes: ['violations']})"
HOST = '<!doctype html><html lang="en"><title>Another paper</title><h1>Another paper</h1>{frame}'


@pytest.fixture
def other_paper(open_page: "OpenPage", server: str, tmp_path: Path) -> "Iterator[str]":
    """The address of another site, which has pasted the line of HTML that /data/ offers."""
    offered = open_page("data/index.html").page.locator("#embed code").inner_text()
    frame, found = re.subn(r"https://[a-z.-]+/embed/map/", f"{server}/embed/map/", offered)
    assert found == 1
    (tmp_path / "index.html").write_text(HOST.format(frame=frame), encoding="utf-8")
    with serving(tmp_path) as address:
        yield address


def framed(browser: "Browser", address: str, width: int) -> tuple["Page", list[str], list[str]]:
    """The other site's page, open; the addresses it asked for, and what went wrong in it."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/")
    return page, asked, wrong


@pytest.mark.parametrize("width", [360, 800])
def test_a_mark_opens_in_the_frame_and_its_record_beside_the_page(
    browser: "Browser", server: str, other_paper: str, width: int
) -> None:
    page, asked, wrong = framed(browser, other_paper, width)
    try:
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="Zoom and move the map").click()
        frame.locator("agency-map.is-live").wait_for(timeout=20_000)
        frame.get_by_role("button", name=re.compile("^Raleigh Police Department")).press("Enter")
        with page.context.expect_page() as opened:
            frame.get_by_role("link", name="Read the record").click()
        opened.value.wait_for_load_state()
        assert opened.value.url == f"{server}/agencies/raleigh-pd/index.html"
        assert page.url == f"{other_paper}/"
        assert [url for url in asked if not url.startswith((server, other_paper, "data:"))] == []
        assert [said for said in wrong if "favicon" not in said and "404" not in said] == []
    finally:
        page.close()


def test_without_the_moving_map_every_mark_leads_to_its_record_beside_the_page(
    browser: "Browser", server: str, other_paper: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{other_paper}/")
        frame = page.frame_locator("iframe")
        for name in ("Raleigh Police Department", "North Carolina Division of Motor Vehicles"):
            link = frame.get_by_role("link", name=re.compile(f"^{name}")).first
            with context.expect_page() as opened:
                link.press("Enter")
            opened.value.wait_for_load_state()
            assert opened.value.url.startswith(f"{server}/agencies/")
            assert opened.value.locator("h1").inner_text() == name
        assert page.url == f"{other_paper}/"
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame(
    scheme: str, open_page: "OpenPage", axe_source: str
) -> None:
    visit = open_page("embed/map/index.html", width=360, scheme=scheme)
    visit.page.evaluate(axe_source)
    assert visit.page.evaluate(AXE)["violations"] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    assert visit.foreign_requests == []


def test_the_frame_says_whose_map_it_is_and_what_a_listing_means(open_page: "OpenPage") -> None:
    main = open_page("embed/map/index.html").page.get_by_role("main")
    assert main.get_by_text('"Listed" means that a list').is_visible()
    source = main.locator(".embed__from")
    assert source.inner_text().startswith(
        "From Listed: North Carolina and Clearview AI, Broadsheet."
    )
    assert source.get_by_role("link").first.get_attribute("href") == "../../index.html"
