"""A map background from another host: nothing is asked of it until the reader asks."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.golden.renew import golden_outputs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TILES = "https://tiles.example/"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def golden_server(tmp_path: Path) -> Iterator[str]:
    """The golden example, whose map offers a background, served on this machine."""
    for path, content in golden_outputs().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


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
        page.locator("agency-map").first.scroll_into_view_if_needed()
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
