"""Who asked an agency and what came back, as a reader sees, hears and prints it."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

DURHAM, RAEFORD = "agencies/durham-pd/index.html", "agencies/raeford-pd/index.html"
FAULTS = """async () => (await axe.run(document, {preload: false, resultTypes: ['violations']}))
    .violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`)"""


@pytest.mark.parametrize("javascript", [True, False])
def test_the_exchange_is_listed_in_order_with_its_dates(
    open_page: "OpenPage", *, javascript: bool
) -> None:
    page = open_page(DURHAM, javascript=javascript).page
    steps = page.locator(".contacts li")
    told = [" ".join(text.split()) for text in steps.all_inner_texts()]
    assert [text.split(" Spokes")[0].split(" A Durham")[0][:30] for text in told] == [
        "Answered February 11, 2020", "Answered again April 2021", "Asked BuzzFeed News BuzzFeed o",
    ]  # fmt: skip
    assert "neither Clearview AI's app nor other facial recognition technology" in told[0]
    assert steps.nth(0).locator("time").get_attribute("datetime") == "2020-02-11"


def test_an_agency_without_a_reply_shows_who_asked(open_page: "OpenPage") -> None:
    text = open_page(RAEFORD).page.locator(".contacts").inner_text()
    assert "BuzzFeed offered every entity on its list the chance to comment" in text
    assert "Answered" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_has_no_barrier_and_no_sideways_scroll(
    width: int, scheme: Any, open_page: "OpenPage", axe_source: str
) -> None:
    page = open_page(DURHAM, width=width, scheme=scheme).page
    page.evaluate(axe_source)
    assert page.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_exchange_is_printed_and_no_step_is_torn(open_page: "OpenPage") -> None:
    page = open_page(DURHAM).page
    page.emulate_media(media="print")
    assert page.locator(".contacts li").count() == 3
    assert page.locator(".contacts").is_visible()
    broken = "step => getComputedStyle(step).breakInside"
    assert page.locator(".contacts li").first.evaluate(broken) == "avoid"


def test_the_methodology_lists_who_has_not_answered(open_page: "OpenPage") -> None:
    block = open_page("methodology/index.html").page.locator(".unanswered")
    text = " ".join(block.inner_text().split())
    assert text.startswith("No agency is on record as asked and not having answered.")
    assert block.locator("a").all_inner_texts() == [
        "North Carolina Division of Motor Vehicles", "Raeford Police Department",
    ]  # fmt: skip
