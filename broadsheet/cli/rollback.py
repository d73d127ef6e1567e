"""The command line: `rollback`, and the list of sites that a folder keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.options import format_option, root_option
from broadsheet.cli.report import telling
from broadsheet.cli.sending import named

if TYPE_CHECKING:
    from broadsheet.destinations import Destination

UNCHANGED = "the site that readers see is unchanged"


@click.command()
@click.option("--to", envvar="BROADSHEET_TO", default=None, metavar="FOLDER",
              show_default="'to' of 'publishing' in site.yaml",
              help="The folder that the site was published to.")  # fmt: skip
@click.option("--generation", type=int, default=None, metavar="NUMBER",
              show_default="the one before", help="The site to go back to.")  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="Tell which sites are kept; change nothing.")
@root_option
@format_option
def rollback(
    *, to: str | None, generation: int | None, listing: bool, root: Path, form: str
) -> None:  # fmt: skip
    """Let readers see the site before this one again, where it was published to a folder.

    It is there from one request to the next, as it was. The content and editions/ stay as they
    are: mend what was wrong, and publish again.
    """
    from broadsheet.destinations import roll_back  # noqa: PLC0415  (--help must not wait for it)

    with telling(form, UNCHANGED):
        place = folder_named(to, root)
        if listing:
            tell_generations(place)
            return
        rolled = roll_back(place, generation)
    click.echo(f"{place.name}: readers see generation {rolled.now.number} again.")
    click.echo("editions/ still says what was published last: mend it, and publish again.")


def folder_named(to: str | None, root: Path) -> Destination:
    """The destination that was given, or that site.yaml names, whatever else is wrong there."""
    from broadsheet.destinations import (  # noqa: PLC0415  (the same)
        Surroundings,
        open_destination,
        read_named,
        written_destination,
    )

    address = named(to)
    base = Path() if address else root
    around = Surroundings(root, root / "site", base)
    return open_destination(address or read_named(written_destination(root)), around)


def tell_generations(place: Destination) -> None:
    """A line a site, the newest first."""
    from broadsheet.destinations import generations_at  # noqa: PLC0415  (the same)

    kept, shown = generations_at(place)
    for one in kept:
        mark: Any = "   readers see this one" if one == shown else ""
        click.echo(f"{one.number:>4}  {one.sent:%Y-%m-%d %H:%M} UTC  {one.digest}{mark}")
