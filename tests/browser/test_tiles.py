"""A map background from another host: nothing is asked of it until the reader asks."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TILES = "https://tiles.example/"


def test_the_background_is_loaded_only_after_the_reader_asked_for_it(
    golden_server: str, browser: "Browser"
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        asked: list[str] = []
        heard: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.goto(f"{golden_server}agencies/index.html")
        page.locator("button[data-open]").click()
        page.locator("agency-map.is-live").wait_for(timeout=20_000)
        button = page.get_by_role("button", name="Show a street map from Example Tiles")
        button.wait_for()
        assert "tiles.example" in (button.text_content() or "")
        assert [url for url in asked if not url.startswith(golden_server)] == []
        button.click()
        page.wait_for_timeout(500)
        foreign = [url for url in asked if not url.startswith((golden_server, "data:"))]
        assert foreign
        assert all(url.startswith(TILES) for url in foreign)
        assert page.locator("agency-map").get_by_text("Example Tiles and friends").is_visible()
        assert [text for text in heard if "Content Security Policy" in text] == []
    finally:
        context.close()
