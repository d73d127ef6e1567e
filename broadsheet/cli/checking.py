"""The command line: `check`, all that is sound and all that is not, on one screen."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.formats import tell_github, tell_json, tell_sarif
from broadsheet.cli.options import (
    cache_option,
    clock_option,
    look_option,
    moment,
    quiet_option,
    root_option,
)
from broadsheet.cli.report import CONTENT_PROBLEMS
from broadsheet.cli.screen import TO_MEND, remarks_of, show

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.bulletproof import Checked

FORMATS = ("text", "json", "github", "sarif")


@click.command()
@root_option
@look_option
@click.option("--all", "everything", is_flag=True, help="Tell everything, not the first few.")
@click.option(
    "--links",
    is_flag=True,
    help="Ask other sites, too, whether what is linked to is there; it may take five minutes.",
)
@click.option(
    "--format", "form", envvar="BROADSHEET_FORMAT", default="text", show_default=True,
    type=click.Choice(FORMATS),
    help="How it is told: for people, for programs, as marks on GitHub, or as SARIF.",
)  # fmt: skip
@quiet_option
@clock_option
@cache_option
def check(  # noqa: PLR0913  (an option each)
    *, root: Path, strict: bool, everything: bool, links: bool, form: str, quiet: bool,
    clock: str | None, cache: Path | None,
) -> None:  # fmt: skip
    """Look for everything that is wrong or could be better, and write nothing.

    One screen says what is sound and what is not, by who mends it: every check of a build, the
    desk's checklists on the data, and the copy desk's on the wording. What somebody looked at
    and lets stand is in content/waivers.yaml.
    """
    from broadsheet.bulletproof import check_all  # noqa: PLC0415
    from broadsheet.outside import Net, ask_outside  # noqa: PLC0415
    from broadsheet.pipeline import borrowed_cache  # noqa: PLC0415

    now = moment(clock)
    if links and not quiet and sys.stderr.isatty():
        click.echo("Asking other sites, which may take some minutes.", err=True)
    with borrowed_cache(root, cache) as kept:
        ask = partial(ask_outside, cache=kept, now=now, net=Net()) if links else None
        checked = check_all(root, now, cache=kept, ask=ask)
    tell(checked, form, root, quiet=quiet, everything=everything)
    leave(checked, strict=strict)


def tell(checked: Checked, form: str, root: Path, *, quiet: bool, everything: bool) -> None:
    """Tell what was found, on standard output."""
    if form == "json":
        tell_json(checked)
    elif form == "github":
        tell_github(checked, root)
    elif form == "sarif":
        tell_sarif(checked, root)
    else:
        show(checked, quiet=quiet, everything=everything)


def leave(checked: Checked, *, strict: bool) -> None:
    """Leave with the code of faulty content where something must be mended (strictly: seen)."""
    remarks = remarks_of(checked)
    if any(remark.rank in TO_MEND for remark in remarks):
        raise SystemExit(CONTENT_PROBLEMS)
    if strict and remarks:
        count = f"{len(remarks):,} thing{'s' if len(remarks) > 1 else ''}"
        click.echo(f"--strict: {count} to look at.", err=True)
        raise SystemExit(CONTENT_PROBLEMS)
