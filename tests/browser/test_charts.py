"""The charts, as a reader's browser draws them: read, opened, printed, on any screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_pages import barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.browser.conftest import OpenPage, Visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# The golden example has every kind of chart, a range without an end and hostile names.
FORMS = {"bars": 3, "strip": 1, "timeline": 1, "waffle": 1}
WIDTHS = (360, 768, 1280)
SMALLEST = 12
LARGEST = 16

# Each word of a drawing: where it is, how large it is drawn, whether it can be seen.
WORDS = """() => [...document.querySelectorAll('.chart__drawing')].map((svg) => ({
    chart: svg.querySelector('title').textContent,
    words: [...svg.querySelectorAll('text')].flatMap((text) => {
        const spans = [...text.querySelectorAll('tspan')];
        return (spans.length ? spans : [text]).map((one) => {
            const box = one.getBoundingClientRect();
            const drawn = text.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize);
            return {text: one.textContent, size: drawn,
                    left: box.left, right: box.right, top: box.top, bottom: box.bottom};
        });
    }),
}))"""


@pytest.mark.parametrize("path", ["index.html", "timeline/index.html"])
@pytest.mark.parametrize("width", WIDTHS)
def test_words_stay_in_the_page_keep_their_size_and_never_lie_on_each_other(
    path: str, width: int, open_page: "OpenPage"
) -> None:
    charts = open_page(path, width=width).page.evaluate(WORDS)
    assert charts
    assert faults_of(charts, width) == []


def faults_of(charts: list[dict[str, Any]], width: int) -> list[str]:
    """What a reader could not read."""
    return [
        f"{chart['chart']}: {fault}"
        for chart in charts
        for number, word in enumerate(chart["words"])
        for fault in (
            *unreadable(word, width),
            *(f"'{word['text']}' lies on '{other['text']}'"
              for other in chart["words"][:number] if overlap(word, other)),
        )
    ]  # fmt: skip


def unreadable(word: dict[str, Any], width: int) -> Iterator[str]:
    """What is wrong with one word."""
    if word["left"] < 0 or word["right"] > width:
        yield f"'{word['text']}' leaves the page"
    if not SMALLEST <= word["size"] <= LARGEST:
        yield f"'{word['text']}' is drawn {word['size']:.1f} px large"


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two words touch by more than the air that is around letters."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    height = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    return bool(across > 0 and down > height / 2)


@pytest.mark.parametrize("width", WIDTHS)
def test_strange_names_do_not_break_a_drawing(
    width: int, browser: "Browser", golden_server: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        page = context.new_page()
        page.goto(golden_server)
        charts = page.evaluate(WORDS)
        assert len(charts) == sum(FORMS.values())
        assert faults_of(charts, width) == []
    finally:
        context.close()


def test_every_form_is_whole_without_javascript(browser: "Browser", golden_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(golden_server)
        for form, count in FORMS.items():
            charts = page.locator(f".chart--{form}")
            assert charts.count() == count, form
            for chart in charts.all():
                is_whole(chart)
    finally:
        context.close()


def is_whole(chart: "Locator") -> None:
    """Its title, drawing and source are there, and its table opens."""
    assert chart.locator("svg.chart__drawing[role=img]").is_visible()
    assert chart.locator("figcaption").inner_text()
    assert chart.locator(".source-line").inner_text().startswith("Source")
    assert not chart.locator("table").is_visible()
    chart.locator("summary").click()
    assert chart.locator("table").is_visible()


def test_a_drawing_is_called_and_described_by_its_data(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    waffle = page.locator(".chart--waffle svg.chart__drawing")
    title, told = waffle.locator("title"), waffle.locator("desc")
    assert title.text_content() == page.locator(".chart--waffle figcaption").inner_text()
    assert (told.text_content() or "").startswith("64 squares, 10 of them filled.")
    assert waffle.get_attribute("aria-labelledby") == title.get_attribute("id")
    assert waffle.get_attribute("aria-describedby") == told.get_attribute("id")
    ids = page.locator("[id]").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_a_range_is_drawn_as_long_as_it_is_and_none_as_zero(open_page: "OpenPage") -> None:
    strip = open_page("index.html").page.locator(".chart--strip")
    boxes: list[dict[str, float]] = strip.locator("rect").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map(({width}) => ({width}))"
    )
    shortest, middle, longest = (box["width"] for box in boxes)
    assert shortest / longest == pytest.approx(4 / 49, rel=0.02)
    assert middle / longest == pytest.approx(39 / 49, rel=0.02)
    assert "seven other agencies" in strip.locator(".chart__note").inner_text()


def test_the_table_opens_with_the_keyboard_and_leads_to_the_agencies(
    open_page: "OpenPage",
) -> None:
    page = open_page("index.html", width=360).page
    chart = page.locator(".chart--strip")
    chart.locator("summary").focus()
    page.keyboard.press("Enter")
    assert chart.locator("table").is_visible()
    assert chart.locator("tbody tr").count() == 10
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/*/index.html")


@pytest.mark.parametrize("path", ["index.html", "timeline/index.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_tables_are_open_to_all(
    path: str, scheme: str, open_page: "OpenPage", axe_source: str
) -> None:
    visit: Visit = open_page(path, width=360, scheme=scheme)
    visit.page.evaluate("document.querySelectorAll('.chart details').forEach((d) => d.open = true)")
    visit.page.evaluate(axe_source)
    assert barriers(visit) == []


def test_marks_change_with_the_paper_and_stay_apart_from_it(open_page: "OpenPage") -> None:
    filled = "(one) => getComputedStyle(one).fill"
    found = set()
    for scheme in ("light", "dark"):
        page = open_page("index.html", scheme=scheme).page
        fill = page.locator(".chart--waffle path").first.evaluate(filled)
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert fill != paper
        found.add(fill)
    assert len(found) == 2


def test_on_paper_a_chart_has_its_drawing_and_its_words_and_no_closed_table(
    open_page: "OpenPage",
) -> None:
    page = open_page("index.html").page
    page.emulate_media(media="print")
    for chart in page.locator(".chart").all():
        assert chart.locator("svg.chart__drawing").is_visible()
        assert chart.locator(".source-line").is_visible()
        assert not chart.locator("summary").is_visible()
