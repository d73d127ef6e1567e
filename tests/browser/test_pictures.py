"""Pictures of the main pages, for people to look at: tests/browser/pictures/, which git ignores."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FOLDER = Path(__file__).parent / "pictures"
PAGES = {
    "story": "index.html",
    "explorer": "agencies/index.html",
    "agency": "agencies/durham-pd/index.html",
    "county": "counties/wake/index.html",
    "facet": "agencies/reply/denied/index.html",
}
# More than so many colours: a page that shows its text has the shades of its letters' edges.
MANY_COLOURS = 60
PDF_SIGNATURE = b"%PDF-"


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_page_has_its_picture(
    width: int, scheme: Literal["light", "dark"], open_page: "OpenPage"
) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, path in PAGES.items():
        visit = open_page(path, width=width, scheme=scheme)
        visit.go(path)  # the second view has the typefaces
        picture = FOLDER / f"{name}-{width}-{scheme}.png"
        visit.page.screenshot(path=picture, full_page=True)
        with Image.open(picture) as seen:
            assert seen.width == width
            paper = seen.convert("RGB").getpixel((1, 300))
            colours = seen.convert("RGB").getcolors(maxcolors=1 << 24) or []
        assert len(colours) > MANY_COLOURS
        assert isinstance(paper, tuple)
        assert (sum(paper) > 3 * 128) == (scheme == "light")


def test_story_and_explorer_are_printed(open_page: "OpenPage") -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in ("story", "explorer"):
        page = open_page(PAGES[name]).page
        paper = page.pdf(path=FOLDER / f"{name}.pdf", format="Letter")
        assert paper.startswith(PDF_SIGNATURE)
