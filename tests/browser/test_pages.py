"""What must hold on every page of the built site, as a reader's browser shows it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Visit

# The pages are dealt out into so many tests: enough to keep several workers busy, few enough that
# each opens many pages. Which pages there are is known only once the site is built, and that must
# not happen while pytest still collects: so the tests carry numbers, and their messages the pages.
PARTS = 8


@dataclass(frozen=True)
class Screen:
    """What a reader holds in the hand: a width in CSS pixels, and a taste in colours."""

    width: int
    scheme: Literal["light", "dark"]


SCREENS = (Screen(360, "light"), Screen(1280, "dark"))

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound_and_open_to_all(
    part: int, site: Path, open_page: "OpenPage", axe_source: str
) -> None:
    faults = []
    visit = open_page("index.html")
    for path in pages(site)[part::PARTS]:
        visit.go(path)
        faults += [f"{path}: {fault}" for fault in faults_of(visit, axe_source)]
    if faults:
        pytest.fail("\n  ".join([f"{len(faults)} faults:", *faults]), pytrace=False)


def test_there_are_pages_to_look_at(site: Path) -> None:
    assert "index.html" in pages(site)


def pages(site: Path) -> list[str]:
    """Every HTML page of the site, as a path from its root."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def faults_of(visit: "Visit", axe_source: str) -> list[str]:
    """Every fault of an open page, one a line, each with the rule it breaks."""
    # The pages forbid scripts but their own, so axe comes in through the browser's tools.
    visit.page.evaluate(axe_source)
    seen = [
        f"at {screen.width} px, {screen.scheme}: {fault}"
        for screen in SCREENS
        for fault in faults_on(visit, screen)
    ]
    # Last, so that what the page said and asked for in the meantime is in it.
    return [
        *seen,
        *(f"console error: {text}" for text in visit.console_errors),
        *(f"page error: {text}" for text in visit.page_errors),
        *(f"failed request: {text}" for text in visit.failed_requests),
        *(f"request to another origin: {url}" for url in visit.foreign_requests),
    ]


def faults_on(visit: "Visit", screen: Screen) -> list[str]:
    """The faults that hang on the screen: what sticks out, and what bars a reader."""
    visit.look(width=screen.width, scheme=screen.scheme)
    # The page's own scripts hear of a new width only when the next picture is drawn.
    visit.page.evaluate("() => new Promise(go => requestAnimationFrame(() => setTimeout(go)))")
    return [*too_wide(visit), *barriers(visit)]


def too_wide(visit: "Visit") -> list[str]:
    """A page that must be pushed sideways to be read, and the first element that sticks out."""
    found: dict[str, Any] = visit.page.evaluate(
        """() => {
            const root = document.documentElement;
            const out = [...document.body.querySelectorAll('*')].find(
                element => element.getBoundingClientRect().right > root.clientWidth + 0.5);
            return {wide: root.scrollWidth, room: root.clientWidth,
                    first: out ? out.outerHTML.slice(0, 120) : 'unknown'};
        }"""
    )
    if found["wide"] <= found["room"]:
        return []
    return [f"scrolls sideways: {found['wide']} px in {found['room']} px, from {found['first']}"]


def barriers(visit: "Visit") -> list[str]:
    """What axe-core finds, one line a rule, with the first place."""
    # It must not fetch the stylesheets again (preload), which the pages forbid; and a page in a
    # frame is looked at as the page it is.
    found: dict[str, Any] = visit.page.evaluate(
        "() => axe.run(document, {preload: false, iframes: false, resultTypes: ['violations']})"
    )
    return [
        f"axe {rule['id']}: {rule['help']}; places: {len(rule['nodes'])}, "
        f"first: {rule['nodes'][0]['html'][:160]}"
        for rule in found["violations"]
    ]
