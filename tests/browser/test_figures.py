"""A number of the story leads to what makes it up, and on to exactly these rows of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def rows(page: Page) -> set[str]:
    """The names of the rows that the explorer shows."""
    links = page.locator("tbody tr:visible th a")
    return set(links.all_inner_texts())


def listed(page: Page, figure: str) -> set[str]:
    """The names of the rows that the page of figures gives for a figure."""
    return set(page.locator(f"#{figure} .figures__rows a").all_inner_texts())


def test_a_figure_of_the_story_leads_to_its_rows_and_on_to_the_same_in_the_explorer(
    open_page: OpenPage,
) -> None:
    visit = open_page("index.html")
    page = visit.page
    page.locator('a[href="figures/index.html#disputed"]').first.click()
    page.wait_for_url("**/figures/index.html#disputed")
    assert page.locator("#disputed").evaluate("(one) => one.matches(':target')")
    named = listed(page, "disputed")
    assert named == {"Burlington Police Department", "Durham Police Department"}
    page.locator("#disputed .more a").click()
    page.wait_for_url("**/agencies/index.html?reply=no-record&reply=denied")
    assert rows(page) == named
    assert (visit.console_errors, visit.page_errors) == ([], [])


def test_rows_that_no_filter_parts_are_asked_for_one_by_one_until_all_is_cleared(
    open_page: OpenPage,
) -> None:
    visit = open_page("figures/index.html")
    page = visit.page
    named = listed(page, "raleigh_cost")
    page.locator("#raleigh_cost .more a").click()
    page.wait_for_url("**/agencies/index.html?id=raleigh-pd")
    assert rows(page) == named == {"Raleigh Police Department"}
    assert page.locator(".explorer__count [data-count]").inner_text() == "1 of 10 agencies"
    numbers = page.locator("[data-facet=reply] .facets__number").all_text_contents()
    assert sorted(numbers) == ["0", "0", "0", "0", "0", "1"]
    # A filter more keeps it in the address, and reloading shows the same.
    box: Any = page.locator("[data-facet=reply] input[value=confirmed-use]")
    box.check()
    assert page.evaluate("location.search") == "?reply=confirmed-use&id=raleigh-pd"
    page.reload()
    assert rows(page) == named
    page.locator("[data-clear]").click()
    assert len(rows(page)) == 10
    assert page.evaluate("location.search") == ""
    assert (visit.console_errors, visit.page_errors) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_of_figures_is_open_to_all(
    width: int, scheme: str, open_page: OpenPage, axe_source: str
) -> None:
    page = open_page("figures/index.html", width=width, scheme=scheme).page
    page.evaluate(axe_source)
    found = page.evaluate(
        "async () => (await axe.run(document, {preload: false, resultTypes: ['violations']}))"
        ".violations.map((one) => one.id + ': ' + one.nodes[0].html)"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_rows_stand_there_without_a_program(open_page: OpenPage) -> None:
    page = open_page("figures/index.html", javascript=False).page
    assert listed(page, "denied") == {"Burlington Police Department"}


def test_a_figure_is_a_word_like_any_other_on_paper(open_page: OpenPage) -> None:
    page = open_page("index.html").page
    link = page.locator('a[href="figures/index.html#national_listed"]').first
    drawn = "(one) => getComputedStyle(one).textDecorationLine"
    assert link.evaluate(drawn) == "underline"
    page.emulate_media(media="print")
    assert link.evaluate(drawn) == "none"
