"""Photos as readers get them: the right file, in a place that was kept free, and not before."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from broadsheet.pipeline import make
from tests.golden.renew import CACHE, CLOCK, golden_outputs
from tests.grain import photograph, saved
from tests.project import STORY, write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SHEET = 20 / 2.54 * 96
"""20 cm in CSS pixels: what a photo may have of a sheet of paper."""
HILLS = "Three dark hills under a sky of many colours"
SQUARE = "A grey square on a white ground"
SEEN_SHIFTS = """new Promise((done) => {
    new PerformanceObserver((list) => {
        done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 1000);
})"""
LOADED = "(one) => one.complete && one.naturalWidth > 0"


@contextmanager
def opened(
    browser: "Browser", address: str, width: int, pixels: float, *, javascript: bool = True
) -> "Iterator[tuple[Page, list[str]]]":
    """The golden story on a screen with so many pixels for one of CSS, and the photos asked for."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        device_scale_factor=pixels,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda one: asked.append(one.url.partition("/media/")[2]))
        page.goto(address, wait_until="load")
        yield page, asked
    finally:
        context.close()


def plain(names: list[str]) -> list[str]:
    """The photos among what was asked for, without their hashes."""
    return [re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in names if name]


@pytest.mark.parametrize(
    ("width", "pixels", "files"),
    [
        (360, 1, ["hills-sky-400.avif", "square-400.webp"]),
        (360, 2, ["hills-sky-800.avif", "square-800.webp"]),
        (1280, 1, ["hills-sky-1200.avif", "square-568.webp"]),
        (1280, 2, ["hills-sky-1200.avif", "square-1136.webp"]),
    ],
)
def test_a_reader_loads_each_photo_once_in_the_size_of_its_place_and_when_it_comes_near(
    browser: "Browser", golden_server: str, width: int, pixels: float, files: list[str]
) -> None:
    with opened(browser, golden_server, width, pixels) as (page, asked):
        photo = page.get_by_alt_text(HILLS)
        assert files[0] not in plain(asked), "nobody is near it"
        assert not photo.evaluate(LOADED)
        before = photo.bounding_box()
        page.get_by_alt_text(SQUARE).scroll_into_view_if_needed()
        photo.scroll_into_view_if_needed()
        page.wait_for_function(LOADED, arg=photo.element_handle())
        assert sorted(plain(asked)) == files
        after = photo.bounding_box()
        assert before
        assert after
        assert [after[side] for side in ("width", "height")] == [
            before[side] for side in ("width", "height")
        ]
        assert after["height"] == pytest.approx(after["width"] / 2, abs=1)
        assert page.evaluate(SEEN_SHIFTS) == 0
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_photo_in_the_text_is_as_wide_as_the_text_and_a_wide_one_has_the_margins(
    browser: "Browser", golden_server: str
) -> None:
    with opened(browser, golden_server, 1280, 1) as (page, _):
        wide = page.get_by_alt_text(HILLS).bounding_box()
        text = page.get_by_alt_text(SQUARE).bounding_box()
        prose = page.locator(".part--prose").first.bounding_box()
        assert wide
        assert text
        assert prose
        assert (text["x"], text["width"]) == (prose["x"], prose["width"]) == (prose["x"], 568)
        assert wide["width"] == 1096


def test_a_tall_photo_is_printed_whole_on_one_sheet(browser: "Browser", tmp_path: Path) -> None:
    words = "    alt: A tower\n    caption: It is tall.\n    credit: Ada Alder\n"
    root = write_project(
        tmp_path,
        {
            "story/index.md": f"{STORY}\n/// figure | tower.jpg\n{words}///\n",
            "media/tower.jpg": saved(photograph(600, 2400), "JPEG"),
        },
    )
    for output in make(root, CLOCK, cache=CACHE).outputs:
        (tmp_path / "site" / output.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / output.path).write_bytes(output.content)
    with opened(browser, (tmp_path / "site" / "index.html").as_uri(), 700, 1) as (page, _):
        tower = page.get_by_alt_text("A tower")
        on_screen = tower.bounding_box()
        tower.scroll_into_view_if_needed()
        page.wait_for_function(LOADED, arg=tower.element_handle())
        page.emulate_media(media="print")
        on_paper = tower.bounding_box()
        assert on_screen
        assert on_paper
        assert (on_screen["width"], on_screen["height"]) == (568, 4 * 568)
        assert on_paper["height"] == pytest.approx(SHEET, abs=1)
        assert on_paper["width"] == pytest.approx(SHEET / 4, abs=1)


def test_photos_are_there_without_javascript_from_a_usb_stick(
    browser: "Browser", tmp_path: Path
) -> None:
    stick = tmp_path / "a stick" / "some folder"
    for path, content in golden_outputs().items():
        (stick / path).parent.mkdir(parents=True, exist_ok=True)
        (stick / path).write_bytes(content)
    address = (stick / "index.html").as_uri()
    with opened(browser, address, 360, 1, javascript=False) as (page, asked):
        for photo in page.locator(".figure img").all():
            photo.scroll_into_view_if_needed()
            page.wait_for_timeout(300)
            assert photo.evaluate(LOADED)
        assert sorted(plain(asked)) == ["hills-sky-400.avif", "square-400.webp"]
