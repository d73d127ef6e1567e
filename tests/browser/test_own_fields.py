"""Fields that an investigation declares: the explorer filters and sorts by them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.pipeline import build
from tests.browser.conftest import serving
from tests.homes import PROJECT
from tests.project import write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_project(tmp_path_factory.mktemp("homes"), PROJECT)
    build(root, root / "site", NOW)
    with serving(root / "site") as address:
        yield f"{address}/nursing-homes/index.html"


@pytest.fixture
def explorer(browser: Browser, homes: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(homes)
    yield page
    page.close()


def shown(page: Page) -> list[str]:
    rows: list[str] = page.locator("tbody tr:visible").evaluate_all(
        "(all) => all.map((one) => one.dataset.id)"
    )
    return rows


def number(page: Page, facet: str, value: str) -> str:
    label = page.locator(f"[data-facet='{facet}'] label:has(input[value='{value}'])")
    return label.locator(".facets__number").inner_text()


def test_a_record_with_several_values_is_found_by_each_of_them(explorer: Page) -> None:
    explorer.locator("[data-facet='services'] input[value='rehab']").click()
    assert shown(explorer) == ["harbor-home", "hill-home"]
    assert number(explorer, "ownership", "nonprofit") == "1"
    assert number(explorer, "ownership", "none") == "0"
    explorer.locator("[data-facet='ownership'] input[value='for-profit']").click()
    assert shown(explorer) == ["hill-home"]
    query = parse_qs(urlsplit(explorer.evaluate("location.href")).query)
    assert query == {"services": ["rehab"], "ownership": ["for-profit"]}


def test_numbers_are_sorted_by_their_size_and_what_is_not_known_comes_last(explorer: Page) -> None:
    beds = explorer.locator("th[data-key='beds'] button")
    beds.click()
    assert shown(explorer) == ["hill-home", "harbor-home", "lake-home"]
    beds.click()
    assert shown(explorer) == ["harbor-home", "hill-home", "lake-home"]
