"""The command line: where a finished site is sent, what must hold before, and what was done."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.report import telling
from broadsheet.problems import BuildError, Location, Problem

if TYPE_CHECKING:
    from broadsheet.destinations import Destination, Difference
    from broadsheet.factcheck import Book
    from broadsheet.model import Site
    from broadsheet.model.addresses import Address
    from broadsheet.pages import Output
    from broadsheet.pipeline import Edition

SIGNED = "content/factcheck.yaml"
UNREACHABLE = frozenset({"W053"})
"""Warnings of a site that only its own newsroom could use."""
NOT_SENT = "the site stands here, and was not sent, or not all of it"
MOST = 20
KILO = 1000

to_option = click.option(
    "--to", envvar="BROADSHEET_TO", default=None, metavar="DESTINATION",
    show_default="'to' of 'publishing' in site.yaml",
    help="Send the site there: a folder such as ../live, rsync:user@host:/srv/site, github"
    " or s3://bucket/prefix.",
)  # fmt: skip
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Tell what would change, and write and send nothing."
)
unreleased_option = click.option(
    "--unreleased", is_flag=True,
    help="Send a site that the desk signs, though not every claim is checked.",
)  # fmt: skip


def named(to: str | None) -> Address | None:
    """The address that was given, before anything is built. BuildError where it is none."""
    from broadsheet.destinations import read_named  # noqa: PLC0415  (--help must not wait for it)

    return read_named(to) if to is not None else None


def destination_of(
    address: Address | None, site: Site, root: Path, target: Path
) -> Destination | None:
    """Where the site goes: what was given, or what site.yaml says; None where neither does."""
    from broadsheet.destinations import (  # noqa: PLC0415  (the same)
        Surroundings,
        open_destination,
        read_named,
    )

    settings = site.publishing
    if address is None and settings is None:
        return None
    around = Surroundings(
        root, target, Path() if address else root, site.base_url, site.publisher.email,
        settings.endpoint if settings else None,
    )  # fmt: skip
    return open_destination(address or read_named(settings.to if settings else ""), around)


def refuse_unfit(edition: Edition) -> None:
    """BuildError where readers could not reach the site that is to be sent."""
    unfit = [problem for problem in edition.warnings if problem.code in UNREACHABLE]
    if unfit:
        raise BuildError(unfit)


def refuse_unfit_place(place: Destination | None, edition: Edition) -> None:
    """BuildError where the destination is unfit or out of reach, before anything is written."""
    from broadsheet.destinations import load_cargo  # noqa: PLC0415  (--help must not wait for it)

    if place:
        place.compare(load_cargo(edition.outputs))


def desk_says(book: Book | None, edition: Edition, *, unreleased: bool) -> tuple[Problem, ...]:
    """A warning that the desk has not released it. BuildError where nobody said so on purpose."""
    from broadsheet.factcheck import find_obstacles  # noqa: PLC0415  (the same)

    obstacles = find_obstacles(book, edition) if book else ()
    if not book or not obstacles:
        return ()
    why = "; ".join(obstacle.title for obstacle in obstacles)
    if unreleased:
        message = f"this site is sent though the desk has not released it: {why}"
        return (Problem(Location(SIGNED), "W151", message, f"see each: {release_of(book)}"),)
    hint = f"see each: {release_of(book)}; to send it all the same, add --unreleased"
    message = f"the desk has not released this site: {why}"
    raise BuildError([Problem(Location(SIGNED), "E156", message, hint)])


def release_of(book: Book) -> str:
    """The command that tells what stands in the way."""
    from broadsheet.factcheck import typed  # noqa: PLC0415  (the same)

    return typed("release", book.root)


def send_site(  # noqa: PLR0913  (what, where to, and how it is told)
    place: Destination, target: Path, outputs: Sequence[Output], when: datetime.datetime,
    form: str, *, quiet: bool,
) -> None:  # fmt: skip
    """Send what stands in `target`, and say what that changed there."""
    from broadsheet.destinations import load_cargo  # noqa: PLC0415  (--help must not wait for it)
    from broadsheet.publish import lock  # noqa: PLC0415  (the same)

    if not quiet and sys.stderr.isatty():
        click.echo(f"  sending to {place.name}", err=True)
    with telling(form, NOT_SENT), lock(target):
        sent = place.send(load_cargo(outputs), when)
    if not quiet:
        click.echo(f"{place.name}: {summary(sent.difference)}")
        if sent.told:
            click.echo(f"{sent.told}.")


def tell_dry_run(place: Destination | None, target: Path, edition: Edition) -> None:
    """What would change, file by file: at the destination, or else in the site's folder."""
    from broadsheet.destinations import Cargo, SiteHere, load_cargo  # noqa: PLC0415  (the same)

    there = place or SiteHere(target)
    whole = Cargo(tuple(sorted(edition.outputs)))
    found = there.compare(load_cargo(edition.outputs) if place else whole)
    click.echo(f"{there.name}: {summary(found)}")
    for sign, files in (("+", found.added), ("~", found.changed)):
        tell_some([f"  {sign} {file.path}  {size_of(len(file.content))}" for file in files])
    tell_some([f"  - {path}" for path in found.removed])
    click.echo(f"editions/: {'a new file' if edition.publication else 'nothing new'}")
    click.echo("This was a dry run: nothing was written, and nothing was sent.")


def tell_some(lines: Sequence[str]) -> None:
    """The first lines, and how many more there are."""
    for line in lines[:MOST]:
        click.echo(line)
    if len(lines) > MOST:
        click.echo(f"  and {len(lines) - MOST:,} more")


def summary(found: Difference) -> str:
    """`3 files added (12 kB), 1 changed (4 kB), 2 removed, 321 the same`."""
    files = "file" if len(found.added) == 1 else "files"
    parts = [
        f"{len(found.added):,} {files} added{size(found.added)}",
        f"{len(found.changed):,} changed{size(found.changed)}",
        f"{len(found.removed):,} removed",
        f"{found.same:,} the same",
    ]
    return ", ".join(parts)


def size(files: Sequence[Output]) -> str:
    """` (12 kB)`, or nothing for no files."""
    return f" ({size_of(sum(len(file.content) for file in files))})" if files else ""


def size_of(count: int) -> str:
    """A number of bytes for people: `812 B`, `12 kB`, `3.4 MB`."""
    if count < KILO:
        return f"{count} B"
    if count < KILO * KILO:
        return f"{count / KILO:.0f} kB"
    return f"{count / KILO / KILO:.1f} MB"
