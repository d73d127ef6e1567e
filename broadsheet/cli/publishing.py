"""The command line: `publish`, and what it says of the edition that is kept."""

from __future__ import annotations

import time
from pathlib import Path

import click

from broadsheet.cli.options import (
    cache_option,
    clock_option,
    format_option,
    moment,
    output_option,
    quiet_option,
    root_option,
    site_folder,
    strict_option,
)
from broadsheet.cli.report import tell_held_back, tell_warnings, teller, telling


@click.command()
@root_option
@output_option
@strict_option
@format_option
@quiet_option
@clock_option
@cache_option
def publish(  # noqa: PLR0913  (an option each)
    *, root: Path, output: str | None, strict: bool, form: str, quiet: bool, clock: str | None,
    cache: Path | None,
) -> None:  # fmt: skip
    """Build the site for readers, and keep in editions/ what it shows.

    Later builds look back at that: a correction finds every page that showed the wrong value,
    and a published fact that has changed without a correction or an update is told. It is
    refused while there is such a change. Commit editions/ together with your content.
    """
    from broadsheet.pipeline import make, publish_edition, refuse_silent  # noqa: PLC0415

    target, begun = site_folder(root, output), time.perf_counter()
    with telling(form):
        edition = make(root, moment(clock), cache=cache, tell=teller(quiet=quiet), publishing=True)
        refuse_silent(edition)
        tell_warnings(edition.warnings, form, strict=strict)
        changed, kept = publish_edition(root, target, edition)
    if not quiet:
        done = "written" if changed else "unchanged"
        click.echo(
            f"{target}: {edition.pages} pages, {done} in {time.perf_counter() - begun:.1f} s"
        )
        tell_kept(kept)
        tell_held_back(edition.held_back)


def tell_kept(kept: Path | None) -> None:
    """Say which file of editions/ is new, since an editor has to commit it."""
    click.echo(f"{kept}: commit it" if kept else "editions/: nothing new since the last time")
