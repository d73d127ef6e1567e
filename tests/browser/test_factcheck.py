"""The fact-checkers' packet, as the desk opens it: from a folder, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from broadsheet.factcheck import make_packet, open_book
from tests.browser.conftest import Visit, heard_errors
from tests.browser.test_pages import barriers, too_wide
from tests.desk import NOW, change, sign_everything
from tests.project import write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "pictures"
SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"), (390, "dark"), (768, "light"), (1280, "dark"),
)  # fmt: skip


def written(root: Path, folder: Path) -> Path:
    """The packet of a project in a folder."""
    for output in make_packet(open_book(root, NOW), root):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    return folder


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of the shipped site."""
    return written(ROOT, tmp_path_factory.mktemp("packet"))


@pytest.fixture
def signed_packet(tmp_path: Path) -> Path:
    """The packet of a small site in which one claim was checked, and changed since."""
    root = write_project(tmp_path / "project")
    sign_everything(root)
    change(root, "agencies.yaml", "words: We used it.", "words: We had used it.")
    change(root, "timeline.yaml", "Alderton stops.", "Nobody knows what Birch did.")
    return written(root, tmp_path / "packet")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a browser that runs no script of a page."""
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def seen_lines(page: Page) -> list[str]:
    """The states of the lines that are to be seen."""
    states = page.locator(".line:visible .line__state").all_inner_texts()
    return [state.rstrip(".") for state in states]


@pytest.mark.parametrize("name", ["index.html", "open.html", "agencies/raleigh-pd.html"])
def test_the_packet_is_open_to_all_on_any_screen(
    name: str, packet: Path, browser: Browser, axe_source: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    errors = heard_errors(page)
    page.goto((packet / name).as_uri())
    page.evaluate(axe_source)
    visit, faults = Visit(page, ""), []
    for width, scheme in SCREENS:
        visit.look(width=width, scheme=scheme)
        faults += [f"{width} {scheme}: {fault}" for fault in (*too_wide(visit), *barriers(visit))]
    context.close()
    assert faults == []
    assert errors == []


def test_the_states_are_sifted_without_a_script(signed_packet: Path, page: Page) -> None:
    page.goto((signed_packet / "index.html").as_uri())
    assert len(seen_lines(page)) == 29
    page.get_by_label("Re-opened (1)").check()
    assert seen_lines(page) == ["Sourced, re-opened"]
    assert page.locator(".chapter:visible h2").all_inner_texts() == ["Alderton Police"]
    page.get_by_label("Checked (27)").check()
    assert set(seen_lines(page)) == {"Checked"}
    page.get_by_label("Unsourced (0)").check()
    assert seen_lines(page) == []


def test_the_filter_is_worked_with_the_keyboard(signed_packet: Path, page: Page) -> None:
    page.goto((signed_packet / "index.html").as_uri())
    page.get_by_label("All (29)").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert seen_lines(page) == ["Sourced, re-opened", "Sourced"]


def test_one_comes_from_the_packet_to_an_agency_and_back(packet: Path, page: Page) -> None:
    page.goto((packet / "index.html").as_uri())
    page.locator("summary").click()
    page.get_by_role("link", name="Raleigh Police Department").first.click()
    assert page.locator("h1").inner_text() == "Raleigh Police Department"
    page.get_by_role("link", name="The whole packet").click()
    assert page.locator("h1").inner_text() == "Fact-check packet"


def test_a_figure_of_a_line_leads_to_the_rows_that_make_it_up(packet: Path, page: Page) -> None:
    page.goto((packet / "index.html").as_uri())
    line = page.locator(".line", has=page.get_by_text("home.dek", exact=True))
    line.get_by_role("link", name="disputed").click()
    assert page.url.endswith("#figure-disputed")
    assert "2 rows: " in page.locator(".figures").inner_text()


def test_on_paper_every_line_has_a_box_and_the_filter_is_gone(
    signed_packet: Path, page: Page
) -> None:
    page.goto((signed_packet / "index.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".filter").is_visible()
    assert page.locator(".line__box:visible").count() == 29
    pdf = page.pdf(path=None, prefer_css_page_size=True)
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "factcheck.pdf").write_bytes(pdf)
    assert BytesIO(pdf).read(5) == b"%PDF-"
