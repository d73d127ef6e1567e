"""Room: Lighthouse, which looks at a page as search engines and auditors would."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reader.visit import Subject

FOLDER = Path(__file__).parent
COMMAND = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100
DEVICES = {"phone": (), "desk": ("--preset=desktop",)}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"
LONGEST = 180
# A busy machine slows a page down, and never makes it quicker: a low score is looked at again.
TRIES = 3
# Of the places that an audit is about, the first are told; the whole report has all.
PLACES = 4
OUR_HOST = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Fault:
    """An audit that a page does not pass in full."""

    category: str
    audit: str
    title: str
    weight: float
    """How much it counts; what counts 0 is a hint."""
    explanation: str


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page on one device."""

    page: str
    device: str
    scores: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    failure: str = ""
    """Why it said nothing, where it said nothing."""

    @property
    def perfect(self) -> bool:
        """Whether all categories have 100."""
        return bool(self.scores) and all(score == FULL for _, score in self.scores)

    @property
    def performance(self) -> int:
        """The one score that varies from run to run."""
        return dict(self.scores).get("performance", 0)


def missing() -> str:
    """Says in words what keeps Lighthouse from running; nothing when it can run."""
    if not shutil.which("node"):
        return "there is no Node here"
    return "" if COMMAND.exists() else "its npm package is not installed"


def install() -> str:
    """Installs the locked npm packages where it can; says in words what hindered it."""
    if (FOLDER / "node_modules" / ".package-lock.json").exists() and _is_as_locked():
        return ""
    npm = shutil.which("npm")
    if not npm:
        return "there is no npm here"
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else f"npm could not install it: {done.stderr.strip()[-300:]}"


def judge(subject: Subject, device: str, browser: Path, kept: Path) -> Verdict:
    """Lets Lighthouse look at a page; unless all is at 100 at once, three times.

    The verdict with the middle score for performance is taken; all other scores are the same
    each time. Its last report is kept whole in a file.
    """
    first = _look(subject, device, browser, kept)
    if first.perfect:
        return first
    others = (_look(subject, device, browser, kept) for _ in range(TRIES - 1))
    return middle((first, *others))


def middle(verdicts: Iterable[Verdict]) -> Verdict:
    """Of three verdicts, the one that is neither the best nor the worst."""
    ranked = sorted(verdicts, key=lambda verdict: verdict.performance)
    return ranked[len(ranked) // 2]


def _look(subject: Subject, device: str, browser: Path, kept: Path) -> Verdict:
    command = [
        shutil.which("node") or "node",
        str(COMMAND),
        subject.address,
        *DEVICES[device],
        "--quiet",
        "--output=json",
        f"--output-path={kept}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": str(browser)}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return Verdict(subject.name, device, failure=f"it took longer than {LONGEST} seconds")
    if done.returncode:
        return Verdict(subject.name, device, failure=done.stderr.strip()[-300:] or "it failed")
    return read(subject.name, device, json.loads(kept.read_text("utf-8")))


def read(page: str, device: str, report: dict[str, Any]) -> Verdict:
    """Lighthouse's own report becomes a verdict."""
    wrong = report.get("runtimeError", {}).get("message", "")
    categories = report["categories"]
    scores = tuple((name, round(FULL * (categories[name]["score"] or 0))) for name in CATEGORIES)
    return Verdict(page, device, scores, tuple(_faults(report)), wrong)


def _faults(report: dict[str, Any]) -> Iterator[Fault]:
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if audit["score"] is not None and audit["score"] < 1:
                yield Fault(name, part["id"], audit["title"], part["weight"], _explain(audit))


def _explain(audit: dict[str, Any]) -> str:
    """The value, and the first places that it is about."""
    items = audit.get("details", {}).get("items", ())
    places = (item.get("node", {}).get("snippet") or item.get("url") for item in items)
    told = [audit.get("displayValue", ""), *(str(place) for place in places if place)]
    return OUR_HOST.sub("", "; ".join(part for part in told[:PLACES] if part))


def _is_as_locked() -> bool:
    """Whether what is installed is what the lock names."""
    locked = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    there = json.loads((FOLDER / "node_modules" / ".package-lock.json").read_text("utf-8"))
    versions = {name: package.get("version") for name, package in there["packages"].items()}
    needed = {
        name: p.get("version") for name, p in locked.items() if name and not p.get("optional")
    }
    return needed.items() <= versions.items()
