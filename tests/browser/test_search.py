"""The search box, as a reader uses it: by touch, by keyboard, by ear, and from a USB stick."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from broadsheet.lookup import Entry, search_script
from tests.browser.test_pages import barriers, too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.browser.conftest import OpenPage, Visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STORY, DEEP = "index.html", "agencies/raleigh-pd/index.html"
FIELD, HITS = "#site-search", "site-search li a"
STATUS = "site-search [role=status]"


@pytest.fixture
def visit(open_page: "OpenPage") -> Iterator["Visit"]:
    """An agency's page; nothing may go wrong or astray on it."""
    opened = open_page(DEEP)
    yield opened
    assert opened.console_errors == []
    assert opened.page_errors == []
    assert opened.failed_requests == []
    assert opened.foreign_requests == []


def look_for(page: "Page", words: str) -> list[str]:
    """What is listed for some words, each result as it reads."""
    page.fill(FIELD, "")
    page.click(FIELD)
    page.keyboard.type(words)
    page.wait_for_selector(".site-search--open")
    # What is painted at once is there; the rest follows when the browser has nothing to do.
    settled(page)
    return [" | ".join(text.split("\n")) for text in page.locator(HITS).all_inner_texts()]


def settled(page: "Page") -> None:
    """Wait until the index is there and as many rows are listed as the status says."""
    for _ in range(100):
        status = page.inner_text(STATUS)
        count = int(status.split()[0]) if status[:1].isdigit() else -1
        if page.locator(HITS).count() == min(count, 25):
            return
        page.wait_for_timeout(30)
    pytest.fail(f"the results never came: {page.inner_text('site-search')}")


def focused(page: "Page") -> str:
    """What has the focus: the field's id, or a link's first line."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


def test_an_agency_is_found_by_another_name_of_it(visit: "Visit") -> None:
    assert look_for(visit.page, "RPD") == [
        "Raleigh Police Department | Agency | Other names: Raleigh PD, RPD, Raleigh police"
    ]
    assert visit.page.locator(f"{HITS} mark").all_inner_texts() == ["RPD"]


def test_a_place_leads_to_its_countys_page(visit: "Visit") -> None:
    assert look_for(visit.page, "apex") == ["Apex, Wake County | Place"]
    visit.page.click(HITS)
    visit.page.wait_for_url("**/counties/wake/index.html")
    assert visit.page.inner_text("h1") == "Wake County"


def test_a_phrase_of_the_story_leads_to_its_section_with_the_whole_sentence(
    visit: "Visit",
) -> None:
    found = look_for(visit.page, "verified nor disputed")
    assert found[0].endswith(
        "BuzzFeed’s data came from a confidential source; Clearview AI neither verified"
        " nor disputed them."
    )
    found = look_for(visit.page, "never used the software")
    row = next(n for n, text in enumerate(found) if "| The story |" in text)
    visit.page.locator(HITS).nth(row).click()
    visit.page.wait_for_url("**/index.html#where-the-list-and-the-agency-are-at-odds")


def test_a_source_leads_to_its_entry(visit: "Visit") -> None:
    found = look_for(visit.page, "kashmir hill")
    title = "The Secretive Company That Might End Privacy as We Know It"
    assert found == [f"{title} | Source | Kashmir Hill, The New York Times, January 18, 2020"]
    visit.page.click(HITS)
    visit.page.wait_for_url("**/sources/index.html#source-nyt-hill-2020")


def test_accents_full_stops_and_capitals_do_not_matter(visit: "Visit") -> None:
    plain = look_for(visit.page, "ncdmv")
    assert plain[0].startswith("North Carolina Division of Motor Vehicles | Agency")
    assert look_for(visit.page, "N.C. Dmv")[0] == plain[0]
    assert look_for(visit.page, "raléigh, POLICE department")[0].startswith("Raleigh Police")
    assert "N.C. DMV" in look_for(visit.page, "nc dmv")[0]
    assert "N.C" in visit.page.locator(f"{HITS} mark").all_inner_texts()


def test_agencies_come_before_places_places_before_the_story_and_that_before_sources(
    visit: "Visit",
) -> None:
    kinds = [text.split(" | ")[1] for text in look_for(visit.page, "raleigh")]
    first = [kinds.index(kind) for kind in ("Agency", "Place", "The story", "Source")]
    assert first == sorted(first)
    assert first[0] == 0


def test_many_hits_are_cut_to_the_best_and_every_group_has_its_turn(visit: "Visit") -> None:
    found = look_for(visit.page, "county")
    assert len(found) == 25
    assert visit.page.inner_text(STATUS).endswith("results, the best 25 below")
    kinds = {text.split(" | ")[1] for text in found}
    assert {"Agency", "County", "Place", "The story"} <= kinds


def test_without_a_hit_it_says_so_and_where_to_look(visit: "Visit") -> None:
    look_for(visit.page, "zzzz")
    assert visit.page.inner_text(STATUS) == "0 results"
    none = visit.page.locator(".site-search__none")
    told = "Nothing here matches. Try fewer letters, all agencies or the sources."
    assert none.inner_text() == told
    none.get_by_role("link", name="the sources").click()
    visit.page.wait_for_url("**/sources/index.html")


def test_one_letter_finds_nothing_and_says_nothing(visit: "Visit") -> None:
    visit.page.click(FIELD)
    visit.page.keyboard.type("r")
    assert visit.page.locator(".site-search--open").count() == 0
    assert visit.page.inner_text(STATUS) == ""


def test_the_index_is_asked_for_once_and_only_when_the_box_gets_the_focus(
    open_page: "OpenPage",
) -> None:
    visit = open_page(STORY)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.wait_for_timeout(300)
    assert [url for url in asked if "search-index" in url] == []
    look_for(visit.page, "raleigh")
    visit.page.focus("main")
    look_for(visit.page, "durham")
    assert len([url for url in asked if "search-index" in url]) == 1


def test_while_the_index_loads_it_says_so_and_if_it_fails_too(open_page: "OpenPage") -> None:
    visit = open_page(STORY)
    held: list[Route] = []

    def hold(route: "Route") -> None:
        held.append(route)

    visit.page.route("**/search-index*", hold)
    visit.page.click(FIELD)
    visit.page.keyboard.type("raleigh")
    expect(visit.page.locator(STATUS)).to_have_text("Loading the search…")
    while not held:
        visit.page.wait_for_timeout(20)
    held[0].abort()
    failed = "The search could not be loaded. The menu leads to everything."
    expect(visit.page.locator(STATUS)).to_have_text(failed)
    # Turning to the field again is trying again.
    visit.page.unroute("**/search-index*")
    visit.page.focus("main")
    assert look_for(visit.page, "raleigh")[0].startswith("Raleigh Police Department")


def test_it_is_used_with_the_keyboard_alone(visit: "Visit") -> None:
    page = visit.page
    while focused(page) != "site-search":
        page.keyboard.press("Tab")
    page.keyboard.type("durham/")
    settled(page)
    assert page.input_value(FIELD) == "durham/"
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Durham Police Department")
    page.keyboard.press("ArrowDown")
    second = focused(page)
    page.keyboard.press("Tab")
    assert focused(page) not in {second, "site-search"}
    page.keyboard.press("Escape")
    assert focused(page) == "site-search"
    assert page.locator(HITS).count() == 0
    assert page.input_value(FIELD) == "durham/"
    page.keyboard.press("Backspace")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "site-search"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/durham-pd/index.html")


def test_leaving_closes_it_and_a_press_beside_it_too(visit: "Visit") -> None:
    look_for(visit.page, "zzzz")
    for _ in range(3):
        visit.page.keyboard.press("Tab")
    assert visit.page.locator(".site-search--open").count() == 0
    look_for(visit.page, "raleigh")
    # The panel's own paper is no way out.
    visit.page.locator(STATUS).click()
    assert visit.page.locator(".site-search--open").count() == 1
    visit.page.locator("main h1").click(position={"x": 2, "y": 2})
    assert visit.page.locator(".site-search--open").count() == 0


def test_those_who_listen_hear_what_it_is_and_how_many_results(visit: "Visit") -> None:
    page = visit.page
    box = page.get_by_role("search", name="This site")
    assert box.get_by_role("searchbox", name="Search this site").count() == 1
    look_for(page, "raleigh police")
    assert box.get_by_role("status").inner_text().endswith(" results")
    assert box.get_by_role("listitem").count() == box.get_by_role("link").count()


def test_without_javascript_there_is_no_box_and_its_room_is_kept(open_page: "OpenPage") -> None:
    tops = []
    for javascript in (True, False):
        visit = open_page(STORY, javascript=javascript)
        assert visit.page.locator(FIELD).is_visible() is javascript
        box = visit.page.locator("main h1").bounding_box()
        assert box
        # Not its height: whether the typeface came in time decides how many lines it has.
        tops.append((box["x"], box["y"]))
    assert tops[0] == tops[1]


def test_the_page_for_wrong_addresses_has_no_box(open_page: "OpenPage") -> None:
    visit = open_page("404.html")
    assert visit.page.locator("site-search").count() == 0
    assert visit.page.locator("script[src]").count() == 0


@pytest.mark.parametrize("path", [STORY, DEEP])
def test_it_works_from_a_usb_stick(path: str, site: Path, browser: "Browser") -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / path).as_uri())
    assert look_for(page, "apex") == ["Apex, Wake County | Place"]
    page.click(HITS)
    page.wait_for_url("**/counties/wake/index.html")
    assert page.inner_text("h1") == "Wake County"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("words", ["raleigh", "zzzz"])
def test_with_the_results_open_nothing_bars_a_reader(
    words: str,
    width: int,
    scheme: Literal["light", "dark"],
    open_page: "OpenPage",
    axe_source: str,
) -> None:
    visit = open_page(DEEP, width=width, scheme=scheme)
    look_for(visit.page, words)
    visit.page.evaluate(axe_source)
    assert barriers(visit) == []
    assert too_wide(visit) == []


@pytest.mark.parametrize("width", [320, 360, 640, 768, 1280])
def test_at_every_width_the_results_are_in_sight_and_can_be_hit(
    width: int, open_page: "OpenPage"
) -> None:
    # 640 px is what a window of 1280 px has at 200 %, 320 px at 400 %.
    visit = open_page(STORY, width=width)
    look_for(visit.page, "county")
    assert too_wide(visit) == []
    for box in (visit.page.locator(place).first.bounding_box() for place in (FIELD, HITS)):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 44
    size = visit.page.evaluate("parseFloat(getComputedStyle(document.activeElement).fontSize)")
    assert size >= 16


def test_nothing_moves_when_it_opens(open_page: "OpenPage") -> None:
    for width in (360, 1280):
        visit = open_page(STORY, width=width)
        visit.page.evaluate("document.fonts.ready.then(() => true)")
        before = visit.page.locator("main").bounding_box()
        look_for(visit.page, "raleigh")
        assert visit.page.locator("main").bounding_box() == before
        moving = "document.querySelector('site-search').getAnimations({subtree: true}).length"
        assert visit.page.evaluate(moving) == 0


def test_a_browser_reads_hostile_texts_in_the_index_as_they_were(browser: "Browser") -> None:
    hostile = "</script><!--\u2028\\u003c\"'`${x}&amp;日本語\x00]]>"
    script = search_script((Entry(0, hostile, "x", f"{hostile}/"),)).decode()
    page = browser.new_page()
    read: Any = page.evaluate(f"() => {{ {script} return window.broadsheetSearch; }}")
    assert read["kinds"] == [[hostile, 0, 1]]
    assert read["paths"] == [f"{hostile}/index.html"]
    page.close()
