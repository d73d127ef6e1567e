"""The command line: `new agency`, `new source`, `new article` and `new correction`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.options import clock_option, moment, root_option
from broadsheet.cli.report import telling

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.entries import Added

id_option = click.option(
    "--id", "id_", default="", metavar="ID", show_default="made from its name",
    help="Its id, which is also its address and is never changed.",
)  # fmt: skip


@click.command("agency")
@click.argument("name")
@id_option
@click.option("--kind", default="", metavar="ID", help="Its kind, from dictionary.yaml.")
@click.option("--place", default="", metavar="NAME", help="Its town or city, from places.csv.")
@click.option("--county", default="", metavar="NAME", help="Its county.")
@click.option("--statewide", is_flag=True, help="It serves the whole area.")
@click.option("--source", default="", metavar="ID", help="The source that says who lists it.")
@click.option(
    "--file", default="", metavar="NAME", help="With a folder agencies/: the file of it to add to."
)
@root_option
@clock_option
def new_agency(  # noqa: PLR0913  (an option each)
    *, name: str, id_: str, kind: str, place: str, county: str, statewide: bool, source: str,
    file: str, root: Path, clock: str | None,
) -> None:  # fmt: skip
    """Add a record to agencies.yaml, whatever the site calls its records.

    NAME is its full name.
    """
    from broadsheet.entries import Known, add_agency, open_desk  # noqa: PLC0415

    with adding():
        desk = open_desk(root, moment(clock), "agencies", "dictionary", "sources")
        known = Known(kind, place, county, statewide, source, file)
        added = add_agency(desk, name, id_=id_, known=known)
    tell_added(root, added, f"Name it in an article: [{name}](agency:{added.id})")


@click.command("source")
@click.argument("title")
@id_option
@click.option("--outlet", default="", metavar="NAME", help="Who published it.")
@click.option("--author", default="", metavar="NAME", help="Who wrote it.")
@click.option("--date", default="", metavar="DATE", help="2018, 2020-02 or 2020-02-11.")
@click.option("--url", default="", metavar="URL", help="Where it is on the web.")
@click.option("--read", default="", metavar="ID", help="How much of it was read.")
@click.option(
    "--access", type=click.Choice(["public", "on-file", "confidential"]), default=None,
    help="Who may see it; public if nothing is said.",
)  # fmt: skip
@root_option
@clock_option
def new_source(  # noqa: PLR0913  (an option each)
    *, title: str, id_: str, outlet: str, author: str, date: str, url: str, read: str,
    access: str | None, root: Path, clock: str | None,
) -> None:  # fmt: skip
    """Add a source to sources.yaml. TITLE is its title."""
    from broadsheet.entries import Listed, add_source, open_desk  # noqa: PLC0415

    with adding():
        desk = open_desk(root, moment(clock), "sources", "dictionary")
        known = Listed(outlet, author, date, url, read, access or "")
        added = add_source(desk, title, id_=id_, known=known)
    tell_added(root, added, f"Cite it in an article: [@{added.id}], in a record: [{added.id}]")


@click.command("article")
@click.argument("title")
@id_option
@root_option
@clock_option
def new_article(*, title: str, id_: str, root: Path, clock: str | None) -> None:
    """Write a new article into story/, as a draft. TITLE is its headline."""
    from broadsheet.entries import add_article, open_desk  # noqa: PLC0415

    with adding():
        added = add_article(open_desk(root, moment(clock)), title, id_=id_)
    tell_added(root, added, "It is held back until the line 'draft: yes' is gone")


@click.command("correction")
@click.argument("text", required=False, default="")
@id_option
@click.option(
    "--datum", default="", metavar="NAME",
    help="What it corrects in the data, such as agencies/raleigh-pd.spending_amount.",
)  # fmt: skip
@click.option("--claim", default="", metavar="ID", help="The sentence that it corrects.")
@click.option("--was", default="", metavar="VALUE", help="What was published.")
@click.option("--is", "now", default="", metavar="VALUE", help="What is right.")
@click.option("--why", default="", metavar="TEXT", help="How the mistake came about.")
@click.option("--update", is_flag=True, help="It was right when it was published.")
@root_option
@clock_option
def new_correction(  # noqa: PLR0913  (an option each)
    *, text: str, id_: str, datum: str, claim: str, was: str, now: str, why: str, update: bool,
    root: Path, clock: str | None,
) -> None:  # fmt: skip
    """Add a correction of today to corrections.yaml.

    TEXT says what was wrong and what is right; with --was and --is it may be left out.
    """
    from broadsheet.entries import add_correction, open_desk  # noqa: PLC0415

    told = {
        "kind": "update" if update else "", "datum": datum, "claim": claim, "was": was, "is": now,
        "text": text, "why": why,
    }  # fmt: skip
    with adding():
        desk = open_desk(root, moment(clock), "corrections")
        added = add_correction(desk, id_=id_, told=told)
    tell_added(root, added, "Build the site, and read it on the page of corrections")


@contextlib.contextmanager
def adding() -> Iterator[None]:
    """Tell what is wrong with the content, or with what was asked for."""
    from broadsheet.entries import UnfitError  # noqa: PLC0415

    try:
        with telling("text"):
            yield
    except UnfitError as error:
        raise click.UsageError(str(error)) from None


def tell_added(root: Path, added: Added, next_step: str) -> None:
    """Say what was written and where, what is still to come, and what it is good for."""
    from broadsheet.schemas import renew_schemas  # noqa: PLC0415

    with telling("text"):
        renew_schemas(root)
    click.echo(f"{root / added.place.file}:{added.place.line}: '{added.id}' added")
    if added.open:
        word = "line" if len(added.open) == 1 else "lines"
        click.echo(f"Still to be written (TK): {word} {', '.join(map(str, added.open))}")
    click.echo(f"{next_step}.")
