"""The story as it is read: notes and words that open in place, contents that follow, print."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

STORY = "index.html"
BOX = ".in-place"
FOCUSED = "document.activeElement"
WIDTHS = (360, 768, 1280)
CHAPTERS = "table-of-contents a"


def first_mark(page: "Page", note: int = 1) -> "Locator":
    """The first mark of a note in the text."""
    return page.locator(f".prose a[href='#note-{note}']").first


def inside(page: "Page") -> bool:
    """Whether the box that is open lies within the window."""
    held: bool = page.evaluate(
        """(box) => {
            const at = document.querySelector(box).getBoundingClientRect();
            return at.left >= 0 && at.top >= 0 && at.right <= document.documentElement.clientWidth
                && at.bottom <= innerHeight + 0.5;
        }""",
        BOX,
    )
    return held


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_on_a_mark_opens_the_words_of_its_note_beside_it(
    width: int, open_page: "OpenPage"
) -> None:
    page = open_page(STORY, width=width).page
    mark = first_mark(page, 3)
    mark.click()
    box = page.locator(BOX)
    assert box.get_attribute("role") == "dialog"
    assert box.get_attribute("aria-label") == mark.get_attribute("aria-label")
    assert mark.get_attribute("aria-expanded") == "true"
    title = page.locator("#note-3 cite").inner_text()
    assert title in box.inner_text()
    assert "Back to the text" not in box.inner_html()
    assert inside(page)
    assert page.evaluate("location.hash") == ""


def test_every_mark_and_every_word_of_the_story_opens_within_a_phone(
    open_page: "OpenPage",
) -> None:
    page = open_page(STORY, width=360).page
    marks = page.locator("main .cite a, main a.term")
    assert marks.count() > 60
    for mark in marks.all()[::4]:
        mark.focus()
        page.keyboard.press("Enter")
        page.locator(BOX).wait_for()
        assert inside(page), mark.evaluate("(one) => one.outerHTML")
        page.keyboard.press("Escape")


def test_the_name_of_every_mark_has_the_number_that_is_seen(open_page: "OpenPage") -> None:
    """Who speaks to the device says what stands there (WCAG 2.5.3)."""
    marks = open_page(STORY).page.locator("main .cite a")
    names = "marks => marks.map(one => [one.textContent, one.ariaLabel])"
    for number, name in marks.evaluate_all(names):
        assert name.startswith(f"Note {number}: "), name


def test_one_box_is_open_at_a_time_and_its_mark_closes_it_too(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    first, second = first_mark(page, 1), first_mark(page, 9)
    first.click()
    page.locator(BOX).wait_for()  # by then its program is there
    second.click()
    assert page.locator(BOX).count() == 1
    assert first.get_attribute("aria-expanded") == "false"
    assert second.get_attribute("aria-expanded") == "true"
    second.click()
    assert page.locator(BOX).count() == 0
    assert second.get_attribute("aria-expanded") == "false"


def test_escape_a_click_elsewhere_and_the_button_close_and_give_the_focus_back(
    open_page: "OpenPage",
) -> None:
    page = open_page(STORY).page
    mark = first_mark(page)
    ways: tuple[Callable[[], None], ...] = (
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator("h1").click(),
        lambda: page.locator(f"{BOX} button").click(),
    )
    for close in ways:
        mark.click()
        page.locator(BOX).wait_for()
        close()
        assert page.locator(BOX).count() == 0
        assert mark.evaluate("(one) => one === document.activeElement")


def test_the_keyboard_goes_through_the_box_and_out_of_it(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    first_mark(page).focus()
    page.keyboard.press("Enter")
    page.locator(BOX).wait_for()
    assert page.evaluate(f"{FOCUSED}.className") == "in-place"
    words = []
    while page.locator(BOX).count():
        page.keyboard.press("Tab")
        words.append(page.evaluate(f"{FOCUSED}.textContent"))
        assert len(words) < 9
    assert words[-3:-1] == ["All notes", "Close"]
    # The text goes on where the mark stands.
    assert page.evaluate(f"{FOCUSED}.closest('.prose') !== null")


def test_the_link_to_all_notes_leads_to_the_note_and_back(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    back = page.locator("#note-1 .notes__back")
    assert back.get_attribute("href") == "#ref-1"
    for number in (2, 1):
        mark = page.locator(".prose a[href='#note-1']").nth(number)
        mark.click()
        page.locator(f"{BOX} a", has_text="All notes").click()
        page.wait_for_url("**#note-1")
        page.locator(BOX).wait_for(state="detached")
        back.click()
        # To the mark that was followed, not to the note's first.
        assert page.evaluate("location.hash") == f"#{mark.get_attribute('id')}"


def test_a_word_is_explained_where_it_stands(open_page: "OpenPage") -> None:
    page = open_page(STORY, width=360).page
    page.locator("a.term", has_text="Clearview AI").click()
    assert "A company that offers facial recognition" in page.locator(BOX).inner_text()
    assert inside(page)
    page.locator(f"{BOX} a", has_text="All words on this page").click()
    page.wait_for_url("**#term-clearview-ai")


def test_notes_open_on_agency_pages_too(open_page: "OpenPage") -> None:
    page = open_page("agencies/burlington-pd/index.html", width=360).page
    page.locator(".cite a").first.click()
    assert page.locator("#note-1 cite").inner_text() in page.locator(BOX).inner_text()


def test_without_javascript_marks_and_words_lead_to_the_foot(open_page: "OpenPage") -> None:
    page = open_page(STORY, javascript=False).page
    first_mark(page, 2).click()
    assert page.url.endswith("#note-2")
    page.locator("a.term").first.click()
    assert page.url.endswith("#term-search")
    assert page.locator("#term-search dd").is_visible()
    assert page.locator(CHAPTERS).first.is_visible()
    page.set_viewport_size({"width": 768, "height": 800})
    assert not page.locator(CHAPTERS).first.is_visible()
    page.locator("table-of-contents summary").click()
    assert page.locator(CHAPTERS).first.is_visible()


def test_the_contents_follow_and_mark_the_chapter_that_is_read(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    current = page.locator(f"{CHAPTERS}[aria-current='true']")
    assert current.count() == 0
    for chapter in page.locator(CHAPTERS).all():
        chapter.click()
        current.filter(has_text=chapter.inner_text()).wait_for()
        assert current.count() == 1
        top = page.locator("table-of-contents").evaluate("(it) => it.getBoundingClientRect().top")
        assert 0 <= top < 100
    page.evaluate("scrollTo(0, 0)")
    current.wait_for(state="detached")


def test_nothing_of_the_article_runs_into_the_contents(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    edges: dict[str, Any] = page.evaluate(
        """() => {
            const contents = document.querySelector('table-of-contents');
            const right = contents.getBoundingClientRect().right;
            const after = [...document.querySelectorAll('table-of-contents ~ *')];
            return {right, left: Math.min(...after.map(one => one.getBoundingClientRect().left))};
        }"""
    )
    assert edges["right"] <= edges["left"]


def test_a_heading_shows_its_link_where_the_focus_or_the_pointer_is(
    open_page: "OpenPage",
) -> None:
    page = open_page(STORY).page
    heading = page.locator(".prose h2").first
    link = heading.locator("a.anchor")
    opacity = "(one) => getComputedStyle(one).opacity"
    assert link.evaluate(opacity) == "0"
    heading.hover()
    assert link.evaluate(opacity) == "1"
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate(opacity) == "1"
    size = link.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{heading.get_attribute('id')}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_note_and_an_open_word_bar_nobody(
    width: int, scheme: Literal["light", "dark"], open_page: "OpenPage", axe_source: str
) -> None:
    page = open_page(STORY, width=width, scheme=scheme).page
    page.evaluate(axe_source)
    for found in (first_mark(page, 3), page.locator("a.term").first):
        found.click()
        page.locator(BOX).wait_for()
        result: dict[str, Any] = page.evaluate(
            "() => axe.run(document, {preload: false, resultTypes: ['violations']})"
        )
        assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []


def test_the_first_screen_shows_headline_dek_figures_and_on_a_desk_the_map(
    open_page: "OpenPage",
) -> None:
    page = open_page(STORY).page
    for width, height, last in ((1280, 900, ".part--map h2"), (390, 844, ".key-figures")):
        page.set_viewport_size({"width": width, "height": height})
        for part in ("h1", ".opening__dek", ".key-figures", last):
            box = page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= height, (width, part)


def test_key_figures_stand_in_one_line_on_the_narrowest_phone(open_page: "OpenPage") -> None:
    page = open_page(STORY, width=360).page
    tops = page.locator(".key-figures li").evaluate_all("(all) => all.map((it) => it.offsetTop)")
    assert len(tops) == 4
    assert len(set(tops)) == 1


def test_at_twice_the_size_nothing_is_pushed_out_of_the_window(open_page: "OpenPage") -> None:
    # A window of half the width is what 200 % zoom makes of 1280 pixels.
    page = open_page(STORY, width=640).page
    first_mark(page, 3).click()
    page.locator(BOX).wait_for()
    assert inside(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.locator(CHAPTERS).first.is_visible()


def test_paper_has_the_notes_and_the_words_but_no_box_no_contents_and_no_signs(
    open_page: "OpenPage",
) -> None:
    page = open_page(STORY).page
    first_mark(page).click()
    page.emulate_media(media="print")
    for hidden in (BOX, "table-of-contents", ".anchor", ".notes__back"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in (".key-figures", ".knowledge", ".glossary", ".related", "#note-1"):
        assert page.locator(shown).first.is_visible(), shown


def test_no_note_card_or_source_is_torn_between_two_sheets(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    page.emulate_media(media="print")
    for whole in (".note", ".agency-card", ".related li", ".notes__note", ".timeline__event"):
        held = page.locator(whole).first.evaluate("one => getComputedStyle(one).breakInside")
        assert held == "avoid", whole


def test_the_story_does_not_ask_for_the_italic_typeface(open_page: "OpenPage") -> None:
    page = open_page(STORY).page
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [address for address in asked if re.search("italic", address)] == []


def test_notes_open_from_a_usb_stick(site: Path, browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        page.goto((site / STORY).as_uri())
        first_mark(page).click()
        assert page.locator("#note-1 cite").inner_text() in page.locator(BOX).inner_text()
    finally:
        context.close()
