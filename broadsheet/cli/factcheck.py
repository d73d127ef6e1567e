"""The command line: the verbs of the fact-checking desk: `factcheck`, `sign`, `release`."""

from __future__ import annotations

import datetime
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
)
from broadsheet.cli.publishing import tell_kept
from broadsheet.cli.report import (
    CONTENT_PROBLEMS,
    tell_obstacles,
    tell_problems,
    tell_warnings,
    teller,
    telling,
)
from broadsheet.cli.sending import (
    destination_of,
    named,
    refuse_unfit_place,
    send_site,
    to_option,
)

if TYPE_CHECKING:
    from broadsheet.factcheck import Book, Signature, Signing

PACKET = "factcheck"


@click.command()
@root_option
@click.option(
    "--output", "-o", default=None, show_default="ROOT/factcheck",
    help="The folder to write the packet into.",
)  # fmt: skip
@format_option
@quiet_option
@clock_option
def factcheck(
    *, root: Path, output: str | None, form: str, quiet: bool, clock: str | None
) -> None:  # fmt: skip
    """Write the packet for the fact-checking desk: every claim with what it rests on.

    It is one document for screen and paper, a spreadsheet, an extract for each agency and a
    list of what is open. It is never a part of the site.
    """
    from broadsheet.factcheck import (  # noqa: PLC0415  (--help must not wait for it)
        make_packet,
        open_book,
        refuse_site,
        tally,
    )
    from broadsheet.publish import publish  # noqa: PLC0415  (the same)

    target = packet_folder(root, output)
    with telling(form):
        refuse_site(target)
        book = open_book(root, moment(clock))
        publish(make_packet(book, root), target, root)
    if not quiet:
        told = tally(book.states.lines)
        click.echo(
            f"{target}: {told.all} claims: {told.unsourced} unsourced, {told.sourced} sourced, "
            f"{told.checked} checked; {told.reopened} re-opened. "
            f"Open {target / 'index.html'}"
        )


def packet_folder(root: Path, output: str | None = None) -> Path:
    """Where the packet goes; an empty name is a mistake."""
    return root / PACKET if output is None else site_folder(root, output)


def clean_packet(root: Path) -> None:
    """Remove the packet, and its folder if nothing else is in it."""
    from broadsheet.publish import unpublish  # noqa: PLC0415  (--help must not wait for it)

    target = packet_folder(root)
    if unpublish(target, root):
        if not any(target.iterdir()):
            target.rmdir()
        click.echo(f"{target}: removed")


@click.command()
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@root_option
@click.option("--by", default=None, metavar="NAME", help="Who checked.")
@click.option("--on", default=None, metavar="DAY", show_default="today",
              help="The day of the check, such as 2026-11-25.")  # fmt: skip
@click.option("--note", default="", metavar="TEXT",
              help="A remark; for a claim without a source, why it needs none.")  # fmt: skip
@click.option("--all", "everything", is_flag=True,
              help="Sign all claims of a page or a field that need no reason.")  # fmt: skip
@click.option("--import", "sheet", default=None, metavar="FILE",
              type=click.Path(dir_okay=False, path_type=Path),
              help="Sign what is filled in in this copy of claims.xlsx or claims.csv.")  # fmt: skip
@format_option
@clock_option
def sign(  # noqa: PLR0913  (an option each)
    *, claims: tuple[str, ...], root: Path, by: str | None, on: str | None, note: str,
    everything: bool, sheet: Path | None, form: str, clock: str | None,
) -> None:  # fmt: skip
    """Record in content/factcheck.yaml that claims were checked.

    CLAIM is a name from the packet, such as home.5e5129. A check holds until the words, the
    values or the sources of the claim change.
    """
    refuse_mixed(claims, by, sheet, others=bool(on or note or everything))
    from broadsheet.factcheck import open_book, record_checks, sign_sheet  # noqa: PLC0415

    day = day_of(on)
    with telling(form):
        book = open_book(root, moment(clock))
        if sheet:
            signing = sign_sheet(book, sheet)
        else:
            signature = signature_of(book, by or "", day, note)
            signing = signed(book, claims, signature, everything=everything)
        record_checks(root, book, signing)
    tell_signing(signing, form)


def refuse_mixed(
    claims: Sequence[str], by: str | None, sheet: Path | None, *, others: bool
) -> None:
    """Either claims with a name, or a sheet that has its own names."""
    if sheet and (claims or by or others):
        raise click.UsageError("--import takes names, days and notes from the sheet alone")
    if not sheet and not claims:
        raise click.UsageError("name claims to sign, or a sheet with --import")
    if not sheet and not (by or "").strip():
        raise click.UsageError("--by is missing: whose check is it?")


def day_of(on: str | None) -> datetime.date | None:
    """The day that was given."""
    try:
        return datetime.date.fromisoformat(on) if on else None
    except ValueError:
        raise click.UsageError(f"--on '{on}' is not a day; write it as 2026-11-25") from None


def signature_of(book: Book, by: str, day: datetime.date | None, note: str) -> Signature:
    """A name, a day and a note, each on one line. UsageError for what cannot be one."""
    from broadsheet.factcheck import Signature, signature_fault, tidy  # noqa: PLC0415

    if wrong := signature_fault(tidy(by), tidy(note)):
        raise click.UsageError(wrong)
    if day and day > book.day:
        raise click.UsageError(f"--on {day} is a day to come")
    return Signature(tidy(by), day or book.day, tidy(note))


def signed(book: Book, claims: Sequence[str], signature: Signature, *, everything: bool) -> Signing:
    """Sign what is named."""
    from broadsheet.factcheck import sign_all, sign_claims  # noqa: PLC0415

    return (sign_all if everything else sign_claims)(book, claims, signature)


def tell_signing(signing: Signing, form: str) -> None:
    """What was signed and what was not; a row that could not be is a problem of the content."""
    if signing.problems or form == "json":
        tell_problems(signing.problems, form)
    if form != "json":
        click.echo(signing_told(signing))
    if signing.problems:
        raise SystemExit(CONTENT_PROBLEMS)


def signing_told(signing: Signing) -> str:
    """What was signed and what was not: `3 claims signed; 1 signed already.`."""
    new, again, left, wrong = (
        len(signing.new), signing.again, len(signing.left), len(signing.problems),
    )  # fmt: skip
    reopened = f", {signing.reopened} of them re-opened" if signing.reopened and new > 1 else ""
    parts = [f"{new} claim{'' if new == 1 else 's'} signed{reopened}"]
    parts += [f"{again} signed already"] if again else []
    parts += [f"{left} without a source left: sign each by its name, with --note"] if left else []
    parts += [f"{wrong} not signed"] if wrong else []
    return f"{'; '.join(parts)}."


@click.command()
@to_option
@root_option
@output_option
@format_option
@quiet_option
@clock_option
@cache_option
def release(  # noqa: PLR0913  (an option each)
    *, to: str | None, root: Path, output: str | None, form: str, quiet: bool, clock: str | None,
    cache: Path | None,
) -> None:  # fmt: skip
    """Publish the site if every claim is checked and nothing else stands in its way.

    What stands in the way is told in groups, with the command that clears it, and nothing
    is written. Like `publish`, it keeps in editions/ what the site shows, and sends the site
    where it belongs.
    """
    from broadsheet.factcheck import find_obstacles, open_book, typed  # noqa: PLC0415  (as in build)
    from broadsheet.pipeline import finish, publish_edition  # noqa: PLC0415  (the same)

    target, begun, now = site_folder(root, output), time.perf_counter(), moment(clock)
    with telling(form):
        address = named(to)
        book = open_book(root, now, publishing=True)
        edition = finish(book.proofs, root, cache=cache, tell=teller(quiet=quiet))
        obstacles = find_obstacles(book, edition)
        if obstacles:
            tell_obstacles(obstacles, book.states.gone, form, typed("factcheck", root))
            raise SystemExit(CONTENT_PROBLEMS)
        tell_warnings((), form, strict=True)
        place = destination_of(address, book.proofs.found.site, root, target)
        refuse_unfit_place(place, edition)
        changed, kept = publish_edition(root, target, edition)
    if not quiet:
        told_release(target, edition, changed=changed, seconds=time.perf_counter() - begun)
        tell_kept(kept)
    if place:
        send_site(place, target, edition.outputs, now, form, quiet=quiet)


def told_release(target: Path, edition: Any, *, changed: bool, seconds: float) -> None:
    """Say where the site is, and that the desk stands behind it."""
    what = f"{edition.pages} pages, {len(edition.outputs)} files, every claim checked"
    done = "written" if changed else "unchanged"
    click.echo(f"{target}: {what}, {done} in {seconds:.1f} s")
