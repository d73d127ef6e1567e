"""The command line: `publish`, and what it says of the edition that is kept."""

from __future__ import annotations

import contextlib
import datetime
import time
from pathlib import Path
from typing import TYPE_CHECKING

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
from broadsheet.cli.sending import (
    SIGNED,
    desk_says,
    destination_of,
    dry_run_option,
    named,
    refuse_unfit,
    refuse_unfit_place,
    send_site,
    tell_dry_run,
    to_option,
    unreleased_option,
)
from broadsheet.problems import Problem

if TYPE_CHECKING:
    from broadsheet.destinations import Destination
    from broadsheet.factcheck import Book
    from broadsheet.pipeline import Edition, Proofs


@click.command()
@to_option
@dry_run_option
@unreleased_option
@root_option
@output_option
@strict_option
@format_option
@quiet_option
@clock_option
@cache_option
def publish(  # noqa: PLR0913  (an option each)
    *, to: str | None, dry_run: bool, unreleased: bool, root: Path, output: str | None,
    strict: bool, form: str, quiet: bool, clock: str | None, cache: Path | None,
) -> None:  # fmt: skip
    """Build the site for readers, keep in editions/ what it shows, and send it where it belongs.

    Later builds look back at editions/: a correction finds every page that showed the wrong
    value, and a published fact that has changed without a correction or an update is told. It is
    refused while there is such a change. Commit editions/ together with your content.

    Where a destination is named, the site is sent there once it stands here. That is refused
    while base_url is an address that nobody can reach, and, where the desk signs claims, until
    all are signed.
    """
    from broadsheet.pipeline import publish_edition  # noqa: PLC0415  (--help must not wait)

    target, begun, now = site_folder(root, output), time.perf_counter(), moment(clock)
    with telling(form):
        address = named(to)
        proofs, book = read_desk(root, now)
        edition = finished(proofs, root, cache, quiet=quiet, dry_run=dry_run)
        place = destination_of(address, proofs.found.site, root, target)
        doubts = refuse_unready(edition, book, place, unreleased=unreleased)
        tell_warnings((*edition.warnings, *doubts), form, strict=strict)
        if dry_run:
            tell_dry_run(place, target, edition)
            return
        refuse_unfit_place(place, edition)
        changed, kept = publish_edition(root, target, edition)
    if not quiet:
        done = "written" if changed else "unchanged"
        click.echo(
            f"{target}: {edition.pages} pages, {done} in {time.perf_counter() - begun:.1f} s"
        )
        tell_kept(kept)
        tell_held_back(edition.held_back)
    if place:
        send_site(place, target, edition.outputs, now, form, quiet=quiet)


def read_desk(root: Path, now: datetime.datetime) -> tuple[Proofs, Book | None]:
    """The content, and the book of its claims where the desk signs them."""
    from broadsheet.factcheck import open_book  # noqa: PLC0415  (--help must not wait for it)
    from broadsheet.pipeline import read_proofs  # noqa: PLC0415  (the same)

    if (root / SIGNED).exists():
        book = open_book(root, now, publishing=True)
        return book.proofs, book
    return read_proofs(root, now, publishing=True), None


def finished(
    proofs: Proofs, root: Path, cache: Path | None, *, quiet: bool, dry_run: bool
) -> Edition:  # fmt: skip
    """The finished site; a dry run leaves nothing behind, not even what was slow to make."""
    from broadsheet.pipeline import borrowed_cache, finish  # noqa: PLC0415  (the same)

    borrowed = borrowed_cache(root, cache) if dry_run else contextlib.nullcontext(cache)
    with borrowed as folder:
        return finish(proofs, root, cache=folder, tell=teller(quiet=quiet))


def refuse_unready(
    edition: Edition, book: Book | None, place: Destination | None, *, unreleased: bool
) -> tuple[Problem, ...]:
    """What is to be told of a site that goes out. BuildError where it must not."""
    from broadsheet.pipeline import refuse_silent, refuse_unfinished  # noqa: PLC0415  (the same)

    refuse_unfinished(edition)
    refuse_silent(edition)
    if place is None:
        return ()
    refuse_unfit(edition)
    return desk_says(book, edition, unreleased=unreleased)


def tell_kept(kept: Path | None) -> None:
    """Say which file of editions/ is new, since an editor has to commit it."""
    click.echo(f"{kept}: commit it" if kept else "editions/: nothing new since the last time")
