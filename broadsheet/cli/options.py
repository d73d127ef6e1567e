"""The command line: the options that commands share, and what they mean."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

FORMATS = ("text", "json")

root_option = click.option(
    "--root", "-s", envvar="BROADSHEET_ROOT", default=".", show_default="this folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The project: the folder that holds content/.",
)  # fmt: skip
output_option = click.option(
    "--output", "-o", envvar="BROADSHEET_OUTPUT", default=None, show_default="ROOT/site",
    help="The folder to write the site into.",
)  # fmt: skip
strict_option = click.option(
    "--strict", envvar="BROADSHEET_STRICT", is_flag=True, help="Stop at warnings, too."
)
format_option = click.option(
    "--format", "form", envvar="BROADSHEET_FORMAT", default="text", show_default=True,
    type=click.Choice(FORMATS), help="How problems are told: for people, or for programs.",
)  # fmt: skip
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Tell problems only.")
clock_option = click.option(
    "--clock", envvar="SOURCE_DATE_EPOCH", default=None, metavar="TIME",
    help="Build as if it were this time: seconds since 1970, or 2026-11-23T06:00-05:00.",
)  # fmt: skip
look_option = click.option(
    "--strict", envvar="BROADSHEET_STRICT", is_flag=True,
    help="Fail at warnings and at findings to look at, too.",
)  # fmt: skip
cache_option = click.option(
    "--cache", envvar="BROADSHEET_CACHE", default=None, show_default="ROOT/.broadsheet",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that keeps what is slow to make; it may be deleted at any time.",
)  # fmt: skip

deadline_option = click.option(
    "--deadline", required=True, metavar="DAY",
    help="The day by which an answer is wanted, such as 2026-12-01; a day to come.",
)  # fmt: skip


def day_of(written: str) -> datetime.date:
    """The day of a deadline."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise click.UsageError(f"--deadline '{written}' is not a day; write 2026-12-01") from None


def must_be_to_come(day: datetime.date, today: datetime.date) -> None:
    """Refuse a deadline that has passed: it gives nobody time to answer."""
    if day <= today:
        raise click.UsageError(f"--deadline '{day}' is not a day to come")


def site_folder(root: Path, output: str | None) -> Path:
    """Where the site goes; an empty name is a mistake, not this folder."""
    if output is None:
        return root / "site"
    if not output.strip():
        raise click.UsageError("--output is empty; name a folder")
    return Path(output)


def moment(clock: str | None) -> datetime.datetime:
    """The time of the build; only embargoes look at it."""
    if clock is None:
        return datetime.datetime.now(datetime.UTC)
    try:
        if clock.isdigit():
            return datetime.datetime.fromtimestamp(int(clock), datetime.UTC)
        told = datetime.datetime.fromisoformat(clock)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"--clock '{clock}' is not a time") from None
    if told.tzinfo is None:
        raise click.UsageError(f"--clock '{clock}' does not say its time zone")
    return told
