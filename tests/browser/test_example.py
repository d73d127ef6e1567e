"""The second investigation in a browser: no word or mark of the first is needed to read it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from broadsheet.pipeline import build
from tests.browser.conftest import heard_errors, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
EXAMPLE = Path(__file__).parents[1] / "example"
NOW = datetime.datetime(2026, 11, 25, 17, tzinfo=datetime.UTC)
PICTURES = Path(__file__).parent / "pictures"
BROKEN = "async () => (await axe.run()).violations.map((one) => one.id)"
PAGES = ("index.html", "nursing-homes/index.html", "nursing-homes/bramblewick-home/index.html")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("homes")
    shutil.copytree(EXAMPLE / "content", root / "content")
    build(root, root / "site", NOW)
    with serving(root / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_its_pages_fit_the_screen_and_are_for_everybody(
    browser: Browser, homes: str, axe_source: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    errors = heard_errors(page)
    PICTURES.mkdir(exist_ok=True)
    for path in PAGES:
        page.goto(f"{homes}/{path}")
        name = path.removesuffix("/index.html").replace("/", "-").removesuffix(".html")
        page.screenshot(path=PICTURES / f"example-{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe_source)
        assert page.evaluate(BROKEN) == []
    page.close()
    assert errors == []


def test_a_reader_finds_the_homes_that_waited_too_long(browser: Browser, homes: str) -> None:
    page = browser.new_page()
    page.goto(f"{homes}/nursing-homes/index.html")
    page.locator("[data-facet='overdue'] input[value='yes']").click()
    shown = page.locator("tbody tr:visible").evaluate_all("(all) => all.map((o) => o.dataset.id)")
    page.close()
    assert sorted(shown) == [
        "bramblewick-home", "fennimore-house", "ottersby-house", "quillfeather-house",
    ]  # fmt: skip
