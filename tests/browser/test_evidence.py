"""The layer of evidence: by keyboard, by finger, by ear, on paper, from a stick, without script."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import heard_errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

AGENCY = "agencies/raleigh-pd/index.html"
PAGES = ("index.html", AGENCY, "methodology/index.html")
SWITCH = "evidence-layer button"
MARK = ".evidence-layer__mark"
BOX = ".in-place"
TARGET = 44
MOST_TABS = 150
SAID = """() => document.querySelector("evidence-layer").evidence.blocks
    .reduce((sum, block) => sum + block.length - 1, 0)"""


def shown(page: "Page") -> "Page":
    """The page with its evidence shown."""
    page.locator(SWITCH).click()
    page.locator(MARK).first.wait_for()
    # What opens the boxes is loaded by the article around the switch.
    page.locator(".cite a[aria-expanded='false']").first.wait_for(state="attached")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_marks_every_sentence_and_leaves_no_trace(
    path: str, open_page: "OpenPage"
) -> None:
    visit = open_page(path)
    page = visit.page
    page.locator("article.article").hover()
    page.locator(".cite a[aria-expanded='false']").first.wait_for(state="attached")
    content = "[...document.querySelector('article').children].map((e) => e.outerHTML).join('')"
    text = (
        "getSelection().selectAllChildren(document.querySelector('article')), `${getSelection()}`"
    )
    # What is folded may be copied or not, as the browser has laid it out or not: unfold it.
    page.evaluate("document.querySelectorAll('article details').forEach((e) => { e.open = true; })")
    before, copied = page.evaluate(content), page.evaluate(text)
    page.evaluate("getSelection().empty()")
    shown(page)
    assert page.url.endswith("?evidence")
    assert page.locator(SWITCH).get_attribute("aria-pressed") == "true"
    assert page.locator(MARK).count() == page.evaluate(SAID) > 20
    told = page.locator(".evidence-layer__told").inner_text()
    assert told.startswith("Marked: ")
    # What is copied, and what is looked for in the page, is the text alone.
    assert "".join(page.evaluate(text).replace(told, "").split()) == "".join(copied.split())
    page.evaluate("getSelection().empty()")
    page.go_back()
    page.locator(MARK).first.wait_for(state="detached")
    assert page.locator(SWITCH).get_attribute("aria-pressed") == "false"
    # What its program has set up by then, but for a line that says nothing.
    line = '<p class="evidence-layer__told" role="status"></p>'
    assert page.evaluate(content).replace(line, "") == before.replace(line, "")
    page.go_forward()
    page.locator(MARK).first.wait_for()
    assert visit.page_errors == visit.console_errors == visit.failed_requests == []


def test_an_address_with_the_evidence_shows_it_and_anchors_still_lead(
    open_page: "OpenPage",
) -> None:
    page = open_page("index.html").page
    page.goto(page.url.split("#")[0] + "?evidence")
    page.locator(MARK).first.wait_for()
    link = page.locator("table-of-contents a").first
    href = link.get_attribute("href") or ""
    page.evaluate("(href) => { location.hash = href; }", href)
    assert page.url.endswith(f"?evidence{href}")
    assert page.locator(MARK).count() == page.evaluate(SAID)


def test_the_keyboard_turns_it_on_opens_a_mark_and_comes_back(open_page: "OpenPage") -> None:
    page = open_page(AGENCY).page
    page.locator(SWITCH).focus()
    page.keyboard.press("Enter")
    page.locator(MARK).first.wait_for()
    page.locator(".cite a[aria-expanded='false']").first.wait_for(state="attached")
    assert page.evaluate(f"document.activeElement.matches('{SWITCH}')")
    reached = []
    marks = page.locator(MARK).count()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(
            f"[...document.querySelectorAll('{MARK}')].indexOf(document.activeElement)"
        )
        reached += [at] if at >= 0 else []
        if len(reached) == marks:
            break
    assert reached == list(range(marks))
    page.locator(MARK).nth(1).focus()
    page.keyboard.press("Enter")
    box = page.locator(BOX)
    box.wait_for()
    assert page.locator(MARK).nth(1).get_attribute("aria-expanded") == "true"
    assert page.evaluate(f"document.activeElement.matches('{BOX}')")
    words = box.inner_text()
    assert "2 sources, inferred" in words.lower()
    assert "Inferred. No source says it outright." in words
    assert "Read in full. We read the whole text" in words
    assert box.locator("a[rel=external]").count() > 0
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!document.activeElement.closest('{BOX}')")
    page.keyboard.press("Escape")
    assert box.count() == 0
    assert page.evaluate(f"document.activeElement === document.querySelectorAll('{MARK}')[1]")


def test_a_mark_says_what_its_sentence_rests_on(open_page: "OpenPage") -> None:
    page = shown(open_page("index.html").page)
    names = [mark.get_attribute("aria-label") or "" for mark in page.locator(MARK).all()]
    assert names[0] == "6 figures"
    assert "1 source. Note 1: BuzzFeed News, April 6, 2021" in names
    assert "our own words" in names
    assert all(name == (name.strip() or "no name") for name in names)


def test_a_tap_on_the_words_opens_the_mark_but_not_one_on_a_link_in_them(
    open_page: "OpenPage",
) -> None:
    page = shown(open_page("index.html", width=390).page)
    span = page.locator(".part--prose .evidence-layer__words").first
    span.click(position={"x": 5, "y": 5})
    page.locator(BOX).wait_for()
    assert page.locator(f"{MARK}[aria-expanded=true]").count() == 1
    page.locator(f"{BOX} button").click()
    assert page.locator(BOX).count() == 0
    link = page.locator("a.term .evidence-layer__words").first
    link.click()
    page.locator(f"{BOX} dt").wait_for()
    assert page.locator(f"{MARK}[aria-expanded=true]").count() == 0


def test_a_note_and_a_word_still_open_in_place(open_page: "OpenPage") -> None:
    page = shown(open_page("index.html").page)
    page.locator(".cite a").first.click()
    page.locator(f"{BOX} .notes__list").wait_for()
    page.locator("a.term").first.click()
    page.locator(f"{BOX} dt").wait_for()
    page.locator(MARK).nth(8).click()
    page.locator(f"{BOX} .evidence-layer__head").wait_for()
    assert page.locator(BOX).count() == 1


def test_our_own_words_name_the_next_note(open_page: "OpenPage") -> None:
    page = shown(open_page("index.html").page)
    own = page.locator(f".prose {MARK}[data-rests=own]").first
    own.click()
    words = page.locator(BOX).inner_text()
    assert "No source is cited in this sentence." in words
    assert "The next note in this paragraph:" in words


def test_a_paragraph_with_another_text_is_left_alone(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    page.evaluate("document.querySelector('.prose p').append(' More.')")
    shown(page)
    assert page.locator(".prose p").first.locator(MARK).count() == 0
    assert page.locator(".prose p").nth(1).locator(MARK).count() > 0


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (768, "light"), (1280, "dark")])
@pytest.mark.parametrize("path", ["index.html", AGENCY])
def test_axe_finds_nothing_with_the_evidence_shown_and_a_box_open(
    path: str, width: int, scheme: Literal["light", "dark"],
    open_page: "OpenPage", axe_source: str,
) -> None:  # fmt: skip
    visit = open_page(path, width=width, scheme=scheme)
    page = shown(visit.page)
    page.locator(MARK).nth(9).click()
    page.locator(BOX).wait_for()
    page.evaluate(axe_source)
    found = page.evaluate(
        "async () => (await axe.run(document, {preload: false, resultTypes: ['violations']}))"
        ".violations.map((one) => `${one.id}: ${one.nodes[0].html}`)"
    )
    assert found == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_a_finger_hits_the_switch_and_the_marks(open_page: "OpenPage") -> None:
    page = shown(open_page("index.html", width=390).page)
    box = page.locator(SWITCH).bounding_box()
    assert box is not None
    assert box["height"] >= TARGET
    ground = page.locator(MARK).first.evaluate(
        "(mark) => { const { width, height } = getComputedStyle(mark, '::after');"
        " return [parseFloat(width), parseFloat(height)]; }"
    )
    assert min(ground) >= TARGET


def test_without_javascript_there_is_no_switch_and_all_notes_are_there(
    open_page: "OpenPage",
) -> None:
    page = open_page("index.html", javascript=False).page
    assert page.locator(SWITCH).is_hidden()
    assert page.locator(".notes__note").first.is_visible()


def test_on_paper_neither_the_switch_nor_a_mark_is_there(open_page: "OpenPage") -> None:
    page = shown(open_page("index.html").page)
    page.emulate_media(media="print")
    assert page.locator(SWITCH).is_hidden()
    assert page.locator(MARK).first.is_hidden()
    assert page.locator(".evidence-layer__told").is_hidden()
    assert page.locator(".notes__note").first.is_visible()
    line = page.locator(".evidence-layer__words").first.evaluate(
        "(words) => getComputedStyle(words).textDecorationLine"
    )
    assert line == "none"


def test_it_works_from_a_stick(browser: "Browser", site: Path) -> None:
    page = browser.new_page()
    errors = heard_errors(page)
    page.goto((site / AGENCY).as_uri() + "?evidence")
    page.locator(MARK).first.wait_for()
    page.locator(MARK).first.click()
    page.locator(BOX).wait_for()
    page.locator(f"{BOX} button").click()
    page.locator(SWITCH).click()
    assert page.locator(MARK).count() == 0
    assert not page.url.endswith("?evidence")
    assert errors == []
    page.close()


def test_nothing_of_it_is_loaded_before_it_is_asked_for(open_page: "OpenPage") -> None:
    page = open_page("index.html").page
    names = "performance.getEntriesByType('resource').map((one) => one.name).join()"
    assert "evidence" not in page.evaluate(names)
    shown(page)
    assert "evidence.js" in page.evaluate(names)


def test_the_list_of_sources_leads_to_each_claim(open_page: "OpenPage") -> None:
    visit = open_page("sources/index.html", width=390)
    page = visit.page
    fold = page.locator(".resting details").first
    fold.locator("summary").click()
    link = fold.locator("li a").first
    words = link.inner_text()
    link.click()
    page.wait_for_load_state()
    assert words[:30] in page.locator("main").inner_text()
    assert visit.page_errors == []
