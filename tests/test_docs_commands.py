"""The pages that say what to do: every command is run, and its screen compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs_pages import Command, NotHere, steps_of
from tests.docs_session import Session, UnlikeError

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (
        ROOT / "README.md", *ROOT.glob("docs/tutorial/*.md"), *ROOT.glob("docs/how-to/*.md"),
    )
)  # fmt: skip
STEPS = {page: steps_of((ROOT / page).read_text("utf-8")) for page in PAGES}
RUN = [page for page in PAGES if any(isinstance(step, Command) for step in STEPS[page])]

# All that no test runs. Whoever adds to this runs it by hand.
NOT_RUN: dict[str, list[str]] = {
    "README.md": [
        "it is what runs the tests",
        "needs the network",
    ],
    "docs/how-to/bring-a-spreadsheet.md": [
        "needs a spreadsheet of the reader's",
        "needs a spreadsheet of the reader's",
    ],
    "docs/how-to/check-your-story.md": [
        "asks other sites",
    ],
    "docs/how-to/get-your-states-map.md": [
        "needs the network",
    ],
    "docs/how-to/measure-the-readers-page.md": [
        "takes ten minutes and a browser",
        "takes ten minutes and a browser",
    ],
    "docs/how-to/preview-your-work.md": [
        "takes minutes and a browser",
    ],
    "docs/how-to/publish.md": [
        "writes outside its folder",
        "needs another machine",
        "needs the network",
        "needs the network",
    ],
    "docs/tutorial/your-own-investigation.md": [
        "it installs packages from the network",
    ],
}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("page", RUN)
def test_every_command_of_a_page_does_what_the_page_says(page: str, tmp_path: Path) -> None:
    session = Session(tmp_path)
    try:
        for step in STEPS[page]:
            try:
                session.take(step)
            except UnlikeError as unlike:
                pytest.fail(f"{page}:{step.line}: {unlike}", pytrace=False)
    finally:
        session.stop()


def test_what_is_not_run_is_listed_here_with_its_reason() -> None:
    found = {
        page: [step.reason for step in left]
        for page, steps in STEPS.items()
        if (left := [step for step in steps if isinstance(step, NotHere)])
    }
    assert found == NOT_RUN
