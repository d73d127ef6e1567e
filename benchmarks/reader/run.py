"""Stage: an order becomes results: visits in turn, pictures, and what Lighthouse says."""

import faulthandler
import os
import platform
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks.reader import lighthouse, screenshots, subjects
from benchmarks.reader.budgets import spans
from benchmarks.reader.report import FOLIUM, Results
from benchmarks.reader.visit import Subject, Taken, UnsettledError, chromium, visit

PICTURED = ("story", "explorer", FOLIUM)
# Longer than any visit may take: a browser that hangs ends the run, and Python tells where.
HUNG = 500
# A visit that fails is made once more: on a busy machine a page may miss its time.
TRIES = 2


@dataclass(frozen=True)
class Order:
    """What is to be measured."""

    browser: Path
    site: Path | None
    """A built site; without it, one is built for this."""
    pages: Mapping[str, tuple[str, ...]]
    """Names of pages, and where in the site to look for them."""
    runs: int
    results: Path
    judged: bool
    """Whether Lighthouse looks, too."""


def take(order: Order) -> Results:
    """Measures all that is ordered; what cannot be measured is told in the results."""
    hindered = lighthouse.install()
    with ExitStack() as until:
        folder = Path(until.enter_context(tempfile.TemporaryDirectory()))
        site = order.site or subjects.build(folder / "site")
        hosted = subjects.host(site, order.pages, folder, until)
        taken, machine = _in_browser(order, hosted)
        verdicts = tuple(_judged(order, hosted.subjects))
        script = subjects.script_weight(site)
    visited = {name: tuple(kept) for name, kept in taken.items()}
    return Results(
        runs=order.runs,
        machine=machine,
        version=f"{_version()}{', of a site built before' if order.site else ''}",
        script=script,
        pages={
            name: spans(one.reading for one in visited.get(name, ()))
            for name in (FOLIUM, *order.pages)
        },
        clues={name: kept[-1].clues for name, kept in visited.items() if kept},
        verdicts=verdicts,
        untaken=(*hosted.untaken, *_untaken(order, hindered)),
    )


def _in_browser(order: Order, hosted: subjects.Hosted) -> tuple[Mapping[str, list[Taken]], str]:
    with (
        sync_playwright() as playwright,
        chromium(playwright, order.browser, hosted.rules) as browser,
    ):
        taken = _visits(browser, hosted.subjects, order.runs)
        pictured = (subject for subject in hosted.subjects if subject.name in PICTURED)
        screenshots.take(browser, pictured, order.results)
        return taken, f"Chromium {browser.version}, {_machine()}"


def _visits(browser: Browser, visited: tuple[Subject, ...], runs: int) -> Mapping[str, list[Taken]]:
    """Visits each page so many times, in turn: what disturbs the machine disturbs all alike.

    One more round comes first and is not counted: it packs the files and warms up the machine.
    """
    taken: dict[str, list[Taken]] = defaultdict(list)
    for run, subject in product(range(runs + 1), visited):
        one = _one_visit(browser, subject)
        if one and run:
            taken[subject.name].append(one)
        print(f"visit {run} of {runs}: {subject.name}{'' if one else ' failed'}", flush=True)
    return taken


def _one_visit(browser: Browser, subject: Subject) -> Taken | None:
    for _ in range(TRIES):
        faulthandler.dump_traceback_later(HUNG, exit=True)
        try:
            return visit(browser, subject)
        except (Error, UnsettledError) as error:
            print(f"{subject.name}: {str(error).splitlines()[0]}", flush=True)
        finally:
            faulthandler.cancel_dump_traceback_later()
    return None


def _judged(order: Order, hosted: tuple[Subject, ...]) -> Iterator[lighthouse.Verdict]:
    if not order.judged or lighthouse.missing():
        return
    ours = (subject for subject in hosted if subject.name != FOLIUM)
    for subject, device in product(ours, lighthouse.DEVICES):
        kept = order.results / f"lighthouse-{subject.name}-{device}.json"
        verdict = lighthouse.judge(subject, device, order.browser, kept)
        print(
            f"Lighthouse: {subject.name}, {device}: {verdict.failure or dict(verdict.scores)}",
            flush=True,
        )
        yield verdict


def _untaken(order: Order, hindered: str) -> Iterator[str]:
    if not order.judged:
        yield "Lighthouse, as it was not asked for"
    elif lighthouse.missing():
        yield f"Lighthouse, as {hindered or lighthouse.missing()}"


def _machine() -> str:
    """What tells one machine's figures from another's; how busy it was, where that can be known."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors{busy}"


def _version() -> str:
    git = shutil.which("git")
    if git is None:
        return "unknown, as there is no git here"
    told = subprocess.run(
        [git, "describe", "--always", "--dirty"],
        cwd=subjects.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or "unknown, as this is no clone"
