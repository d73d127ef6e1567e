"""What hosts say of each file, in a real browser: nothing breaks, and only the map is framed."""

import fnmatch
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import heard_errors, serving
from tests.test_headers import rules_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

FRAME = (
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Another paper</title>'
    '<iframe src="{src}" width="100%" height="800"></iframe>'
)


class Host(SimpleHTTPRequestHandler):
    """A static host that does what `_headers` says, as Netlify and Cloudflare Pages do."""

    def __init__(self, *words: Any, rules: list[tuple[str, dict[str, str]]], **more: Any) -> None:
        self.rules = rules
        super().__init__(*words, **more)

    def end_headers(self) -> None:
        for pattern, named in self.rules:
            if fnmatch.fnmatchcase(self.path.partition("?")[0], pattern):
                for name, value in named.items():
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """The address of a host that was given the folder."""
    rules = rules_of((folder / "_headers").read_text(encoding="utf-8"))
    handler = partial(Host, directory=str(folder), rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture
def host(site: Path) -> Iterator[str]:
    with hosting(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path", ["", "agencies/?q=Raleigh", "agencies/raleigh-pd/", "data/", "embed/map/", "404.html"]
)
def test_no_page_is_the_worse_for_the_headers(page: Page, host: str, path: str) -> None:
    errors = heard_errors(page)
    answer = page.goto(f"{host}/{path}", wait_until="load")
    assert answer
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    assert errors == []
    # A style that the policy shuts out leaves the browser's own typeface.
    assert "Times" not in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_the_map_still_moves(page: Page, host: str) -> None:
    errors = heard_errors(page)
    page.goto(f"{host}/embed/map/")
    page.get_by_role("button", name="Zoom and move the map").click()
    page.locator("agency-map.is-live").wait_for(timeout=20_000)
    assert errors == []


@pytest.mark.parametrize(("path", "shown"), [("embed/map/", True), ("", False), ("data/", False)])
def test_others_may_frame_the_map_and_nothing_else(
    page: Page, host: str, tmp_path: Path, path: str, *, shown: bool
) -> None:
    text = FRAME.format(src=f"{host}/{path}")
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    errors = heard_errors(page)
    with serving(tmp_path) as other:
        page.goto(f"{other}/index.html", wait_until="load")
        main = page.frames[-1].locator("main").count()
    assert (main, any("frame-ancestors" in error for error in errors)) == (int(shown), not shown)
