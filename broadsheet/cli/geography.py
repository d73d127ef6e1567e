"""The command line: `geography`, which writes a state's boundaries, places and ZIP codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.options import root_option
from broadsheet.cli.report import CONTENT_PROBLEMS, telling

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the rooms.
    from broadsheet.gazetteers import Geography


@click.command()
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
@click.option("--without", multiple=True, metavar="STATE", help="Leave a state out, such as AK.")
@click.option("--force", is_flag=True, help="Write over files that hold something else.")
@root_option
def geography(
    *, states: tuple[str, ...], without: tuple[str, ...], force: bool, root: Path
) -> None:
    """Write the counties, places and ZIP codes of a state into content/geography/.

    STATE is a name or a postal code: Texas or TX. Several make one area. US is the fifty
    states and the District. Boundaries are the Census Bureau's of 2016, places and coordinates
    are from GeoNames, and the credits that your site must show are printed. What this reads is
    installed by `make extras`; nothing is fetched.
    """
    from broadsheet.gazetteers import find_states, state_geography  # noqa: PLC0415  (slow)

    with telling("text"):
        codes = set(find_states(states)) - set(find_states(without))
        if not codes:
            raise click.UsageError("--without leaves no state; name one more")
        made = state_geography(codes)
        try:
            put(made, root, over=force)
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    tell_lines(made, root)


def put(made: Geography, root: Path, *, over: bool) -> None:
    """Write the files and say which are new; ask first where others are there, or refuse."""
    from broadsheet.gazetteers import (  # noqa: PLC0415  (slow)
        others_there,
        refuse_others,
        write_geography,
    )

    others = () if over else others_there(root, made.files)
    if others and sys.stdin.isatty():
        ask(others)
    else:
        refuse_others(others)
    changed = write_geography(root, made.files)
    for path in changed:
        click.echo(f"{path}: written")
    if not changed:
        click.echo(f"{root / 'content' / 'geography'}: unchanged")


def ask(names: tuple[str, ...]) -> None:
    """Ask whoever sits at the keyboard, and leave if the answer is no."""
    click.echo(f"content/geography/ has other files already: {', '.join(names)}.")
    if not click.confirm("Write over them?"):
        click.echo("Nothing was written.")
        raise SystemExit(CONTENT_PROBLEMS)


def tell_lines(made: Geography, root: Path) -> None:
    """The lines that the content needs and does not have; silent where it has all of them."""
    for name, lines_for in (("site.yaml", made.credit_lines), ("dictionary.yaml", made.words)):
        file = root / "content" / name
        try:
            there = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            there = ""
        if lines := list(lines_for(there)):
            click.echo(f"\nPut these lines into content/{name}:\n")
            click.echo("\n".join(lines))
