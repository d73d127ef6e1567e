"""Saves a file again and again, and hears from the browser when each save is on the screen."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+/) shows the site")
PATIENCE = 20
BETWEEN = 2.5
"""Seconds between two saves: nobody saves faster than they write a sentence."""
SCROLLED = 1200


@dataclass(frozen=True)
class Subject:
    """What is edited, in which file, and the page that shows it."""

    name: str
    file: str
    old: str
    new: str
    page: str


SUBJECTS = (
    Subject(
        "one paragraph",
        "story/index.md",
        "Clearview AI is a company that offers facial recognition",
        "Save number {}x. Clearview AI is a company that offers facial recognition",
        "",
    ),
    Subject(
        "one record",
        "agencies.yaml",
        "  aliases: [Burlington PD, Burlington police]",
        "  aliases: [Burlington PD, Save number {}x]",
        "agencies/burlington-pd/",
    ),
)


@dataclass
class Seen:
    """What the page has told: the save that it shows, when, and how far it was scrolled."""

    number: int = -1
    at: float = 0.0
    scrolled: float = 0.0

    def hear(self, message: ConsoleMessage) -> None:
        """Take in a line of seen.js."""
        told = message.text.split()
        if told and told[0] == "seen":
            self.number, self.at, self.scrolled = int(told[1]), float(told[2]), float(told[3])


@contextmanager
def served(root: Path, cache: Path) -> Iterator[str]:
    """Run the preview of a project; give its address."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--root", str(root)]
    with subprocess.Popen(
        [*command, "--cache", str(cache)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, cwd=ROOT,
    ) as running:  # fmt: skip
        assert running.stdout
        found = (ADDRESS.match(line) for line in running.stdout)
        try:
            yield next(match[1] for match in found if match)
        finally:
            running.terminate()


def saved(file: Path, text: str) -> float:
    """Save a file as text editors do, by renaming; the moment, in milliseconds since 1970."""
    aside = file.with_name(f".{file.name}.aside")
    aside.write_text(text, encoding="utf-8")
    moment = time.time() * 1000
    os.replace(aside, file)  # noqa: PTH105  (the moment before it is what is measured)
    return moment


def waited(page: Page, seen: Seen, number: int) -> None:
    """Wait until the page shows a save. TimeoutError where it never does."""
    end = time.monotonic() + PATIENCE
    while seen.number != number:
        if time.monotonic() > end:
            raise TimeoutError(f"the page never showed save {number}")
        page.wait_for_timeout(5)


def times(browser: Browser, root: Path, address: str, subject: Subject, runs: int) -> list[float]:
    """Milliseconds from each save to the screen. ValueError where the page has jumped."""
    page, seen = browser.new_page(viewport={"width": 1280, "height": 800}), Seen()
    page.on("console", seen.hear)
    page.add_init_script(path=Path(__file__).with_name("seen.js"))
    page.goto(f"{address}{subject.page}")
    file = root / "content" / subject.file
    text = file.read_text(encoding="utf-8")
    took = []
    for number in range(runs + 1):
        moment = saved(file, text.replace(subject.old, subject.new.format(number)))
        waited(page, seen, number)
        took.append(seen.at - moment)
        if number == 0:
            page.evaluate(f"scrollTo(0, {SCROLLED})")
        elif seen.scrolled == 0:
            raise ValueError(f"{subject.name}: the page has jumped to its top")
        page.wait_for_timeout(BETWEEN * 1000)
    saved(file, text)
    page.close()
    return took[1:]
