"""`make bench-reader`: what the published site costs a reader, beside Folium's default page."""

import json
import sys
from pathlib import Path

import click

from benchmarks.reader import report, subjects
from benchmarks.reader.run import Order, take
from tests.setup_browser import NO_BROWSER, find_browser

RESULTS = subjects.ROOT / "benchmarks" / "results"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--runs", default=5, show_default=True, type=click.IntRange(1), help="Visits to each page."
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A built site; without it, the site is built for this.",
)
@click.option(
    "--pages",
    default=",".join(subjects.PAGES),
    show_default=True,
    help="Which pages, as in 'story,agency=agencies/apex-pd/index.html'.",
)
@click.option(
    "--lighthouse/--no-lighthouse",
    "judged",
    default=True,
    show_default=True,
    help="Whether Lighthouse looks, too.",
)
@click.option(
    "--results",
    default=RESULTS,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for what comes out; benchmarks/results without it.",
)
@click.option("--check", is_flag=True, help="Exit with 1 if a budget is not kept.")
def main(  # noqa: PLR0913 - one for each option
    *, runs: int, site: Path | None, pages: str, judged: bool, results: Path, check: bool
) -> None:
    """Measures what the site's pages cost a reader; writes a table and pictures of them."""
    browser = find_browser()
    if browser is None:
        raise click.ClickException(NO_BROWSER)
    results.mkdir(parents=True, exist_ok=True)
    try:
        wanted = dict(subjects.wanted_pages(pages))
        told = take(Order(browser, site, wanted, runs, results, judged))
    except subjects.NoSiteError as error:
        raise click.ClickException(str(error)) from error
    write(told, results)
    sys.exit(1 if check and any(report.misses(told)) else 0)


def write(told: report.Results, folder: Path) -> None:
    """Writes the table and the record, and says what was missed."""
    (folder / "reader.md").write_text(report.page(told), "utf-8")
    record = json.dumps(report.record(told), indent=2, ensure_ascii=False)
    (folder / "reader.json").write_text(f"{record}\n", "utf-8")
    for sentence in report.misses(told):
        print(sentence)
    print(f"{folder / 'reader.md'}: {sum(1 for _ in report.misses(told))} budgets are not kept")


if __name__ == "__main__":
    main()
