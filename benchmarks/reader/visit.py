"""Stage: a page becomes a reading, by one visit of a reader with a cheap phone and a slow line."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, Playwright, ViewportSize

from benchmarks.reader.budgets import Reading
from benchmarks.reader.traffic import Traffic

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
PHONE = ViewportSize(width=412, height=823)
SHARPNESS = 1.75
SLOWER = 4
LATENCY = 562.5
# 1,474 kbit in a second, either way; Chromium wants bytes.
THROUGHPUT = 1_474_000 / 8
LONG_TASK = 50
# A page is at rest when nothing has moved on the line and no long task has run for this long.
REST = 0.8
LONGEST = 60.0
LOAD = 90_000

# Always the same work, before the processor is slowed: it tells how busy the machine is, in ms.
WORK = """() => {
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 2e7; i += 1) sum = (sum * 31 + i) % 1000003;
  return performance.now() - start + (sum < 0);
}"""
WATCH = (Path(__file__).parent / "watch.js").read_text("utf-8")
MAP = "agency-map"
# A reader asks for the map with this button; where there is none, by coming near.
OPEN_BUTTON = f"{MAP} [data-open]"
SEARCH_FIELD = "#explorer-search"
KEYS = (*"spring po", *("Backspace",) * 3)
EFFORTS = {
    "ScriptDuration": "script",
    "RecalcStyleDuration": "style",
    "LayoutDuration": "layout",
    "TaskDuration": "all tasks",
}
# Longer than any change that a key brings: no key is to be blamed for the one before it.
BETWEEN_KEYS = 400


@dataclass(frozen=True)
class Taken:
    """What one visit brought."""

    reading: Reading
    clues: tuple[str, ...]
    """In words: what was the largest paint, what moved. They tell what to mend."""


@dataclass(frozen=True)
class Subject:
    """A page to visit."""

    name: str
    address: str
    typed_in: bool = False
    """Whether its search field is typed in."""


class UnsettledError(Exception):
    """A page came to no rest, or its map to no answer, in the time there is."""


@contextmanager
def chromium(playwright: Playwright, path: Path, rules: str) -> Iterator[Browser]:
    """A Chromium that reaches this machine only, and finds other hosts as the rules say."""
    flags = (*FLAGS, f"--host-resolver-rules={rules}", "--ignore-certificate-errors")
    browser = playwright.chromium.launch(executable_path=path, args=flags)
    yield browser
    browser.close()


def visit(browser: Browser, subject: Subject) -> Taken:
    """Opens a page with nothing kept from before, and does in it what a reader does."""
    context = browser.new_context(
        viewport=PHONE, device_scale_factor=SHARPNESS, is_mobile=True, has_touch=True
    )
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        return _Visit(page, context.new_cdp_session(page), subject).take()
    finally:
        context.close()


class _Visit:
    def __init__(self, page: Page, session: CDPSession, subject: Subject) -> None:
        address = urlsplit(subject.address)
        self.page, self.subject = page, subject
        self.clues: list[str] = []
        self.traffic = Traffic(f"{address.scheme}://{address.netloc}")
        self.session = session
        self.traffic.listen(session)
        session.send("Performance.enable")
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": THROUGHPUT,
                "uploadThroughput": THROUGHPUT,
            },
        )

    def take(self) -> Taken:
        work = float(self.page.evaluate(WORK))
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        loaded = self.load()
        keys = self.type("key", "worst_key")
        before = self.traffic.weight
        opened = self.open_map()
        grown = self.traffic.weight - before
        weight = {"open": loaded["full"] + grown / 1000} if opened else {}
        open_keys = self.type("open_key", "open_worst_key") if opened else {}
        told = self.told()
        last = {"shift": told["shift"], "foreign": float(self.traffic.foreign), "work": work}
        reading = {**loaded, **keys, **opened, **weight, **open_keys, **last}
        return Taken(reading, (*clues(told), *self.clues))

    def load(self) -> dict[str, float]:
        answer = self.page.goto(self.subject.address, wait_until="load", timeout=LOAD)
        if not answer or not answer.ok:
            raise UnsettledError(f"there is no page at {self.subject.address}")
        self.settle()
        self.clues += [f"loaded: {name}, {size:,} bytes" for name, size in self.traffic.files]
        told = self.told()
        return {
            "requests": self.traffic.asked,
            "lean": (self.traffic.weight - self.traffic.typefaces) / 1000,
            "full": self.traffic.weight / 1000,
            "fcp": told["fcp"],
            "lcp": told["lcp"],
            "blocking": blocking(told["tasks"], told["fcp"]),
            "all_blocking": blocking(told["tasks"], 0),
            "nodes": told["nodes"],
        }

    def type(self, median: str, worst: str) -> dict[str, float]:
        field = self.page.locator(SEARCH_FIELD)
        if not self.subject.typed_in or not field.count():
            return {}
        field.fill("")
        field.focus()
        self.settle()
        taken = [max(key["frame"], key["change"]) for key in self.press_keys()]
        field.fill("")
        self.settle()
        return {median: statistics.median(taken), worst: max(taken)}

    def press_keys(self) -> list[dict[str, Any]]:
        """Types into what has the focus; gives what each key took."""
        self.page.evaluate("broadsheetWatch.listenForKeys()")
        # Emptying the field is a key, too; it is none of ours.
        self.page.evaluate("broadsheetWatch.takeKeys()")
        before = self.effort()
        for key in KEYS:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(BETWEEN_KEYS)
        keys: list[dict[str, Any]] = self.page.evaluate("broadsheetWatch.takeKeys()")
        spent = ((name, value - before[name]) for name, value in self.effort().items())
        self.clues += [f"{word} of all keys: {value:,.0f} ms" for word, value in spent]
        self.clues += clues_of_keys(keys)
        return keys

    def effort(self) -> dict[str, float]:
        """What the page has cost the processor so far, in ms."""
        told = self.session.send("Performance.getMetrics")["metrics"]
        values = {metric["name"]: metric["value"] * 1000 for metric in told}
        return {word: values[name] for name, word in EFFORTS.items()}

    def open_map(self) -> dict[str, float]:
        if not self.told()["answered"]:
            self.ask_for_map()
        told = self.told()
        if not told["answered"]:
            return {}
        self.settle()
        return {"answer": told["answered"] - told["asked"]}

    def ask_for_map(self) -> None:
        button = self.page.locator(OPEN_BUTTON).first
        if button.is_visible():
            button.tap(timeout=LOAD)
        elif self.page.locator(MAP).count():
            self.page.evaluate(f"broadsheetWatch.goTo('{MAP}')")
        else:
            return
        end = time.monotonic() + LONGEST
        while not self.told()["answered"]:
            self.page.wait_for_timeout(100)
            if time.monotonic() > end:
                raise UnsettledError(f"the map of {self.subject.name} did not answer")

    def settle(self) -> None:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            self.page.wait_for_timeout(100)
            calm = self.traffic.still_for() > REST
            if calm and self.page.evaluate("broadsheetWatch.calm()") > REST * 1000:
                return
        raise UnsettledError(f"{self.subject.name} came to no rest")

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = self.page.evaluate("broadsheetWatch.told()")
        return told


def clues(told: dict[str, Any]) -> Iterator[str]:
    """What a page told of itself becomes sentences."""
    yield f"largest paint: {told['largest']}"
    for value, moment, nodes in told["shifts"]:
        yield f"moved at {moment:,.0f} ms by {value:.3f}: {', '.join(nodes)}"
    for start, length in told["tasks"]:
        yield f"long task at {start:,.0f} ms: {length:,.0f} ms"


def clues_of_keys(keys: list[dict[str, Any]]) -> Iterator[str]:
    """What each key took becomes sentences."""
    for key in keys:
        change = f", its first change after {key['change']:,.0f} ms" if key["change"] else ""
        yield f"key {key['name']}: a frame after {key['frame']:,.0f} ms{change}"


def blocking(tasks: list[tuple[float, float]], since: float) -> float:
    """How long tasks (start, length) kept a reader waiting since something was to be seen, in ms.

    Of each task what goes beyond 50 ms counts.
    """
    after = (start + length - max(start, since) for start, length in tasks)
    return sum(max(0.0, length - LONG_TASK) for length in after)
