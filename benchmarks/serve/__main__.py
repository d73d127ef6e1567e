"""`make bench-serve`: how long from a save to the page in the browser, on the shipped site."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from benchmarks.serve.saving import ROOT, SUBJECTS, served, times
from tests.setup_browser import NO_BROWSER, find_browser

BUILDS = 3
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--runs", default=20, show_default=True, type=click.IntRange(2), help="Saves each.")
def main(*, runs: int) -> None:
    """Times a save of one paragraph and of one record, until the page shows it."""
    browser_path = find_browser()
    if browser_path is None:
        raise click.ClickException(NO_BROWSER)
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder, sync_playwright() as tools:
        root, cache = Path(folder), Path(folder) / ".broadsheet"
        shutil.copytree(ROOT / "content", root / "content")
        whole = statistics.median(build_time(root, cache) for _ in range(BUILDS + 1))
        browser = tools.chromium.launch(executable_path=browser_path, args=FLAGS)
        with served(root, cache) as address:
            for subject in SUBJECTS:
                took = times(browser, root, address, subject, runs)
                tell(subject.name, took, whole)
        browser.close()
    print(f"a whole build: {whole:.0f} ms")


def build_time(root: Path, cache: Path) -> float:
    """Milliseconds of `build`, as the command line runs it; the first fills the cache."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--quiet"]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "--root", str(root), "--cache", str(cache)], check=True, cwd=ROOT,
        capture_output=True,
    )  # fmt: skip
    return (time.perf_counter() - begun) * 1000


def tell(name: str, took: list[float], whole: float) -> None:
    """One line for a subject."""
    middle = statistics.median(took)
    late = statistics.quantiles(took, n=20)[-1]
    print(
        f"{name}: median {middle:.0f} ms, 95 of 100 within {late:.0f} ms, of {len(took)} saves; "
        f"a whole build takes {whole / middle:.1f} times as long",
        flush=True,
    )


if __name__ == "__main__":
    main()
