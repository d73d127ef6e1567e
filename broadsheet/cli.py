"""The command line. It alone prints and exits; what it does is `pipeline` and `serve`.

Exit codes: 0 sound, 1 content problems, 2 usage, 70 our own bug, 75 another build holds
the lock, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from broadsheet import __version__
from broadsheet.problems import BuildError, Problem, in_reading_order

CONTENT_PROBLEMS, OUR_BUG, LOCKED, STOPPED = 1, 70, 75, 130
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
cache_option = click.option(
    "--cache", envvar="BROADSHEET_CACHE", default=None, show_default="ROOT/.broadsheet",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that keeps what is slow to make; it may be deleted at any time.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
def command() -> None:
    """Turn a folder of Markdown and YAML into an investigative-story microsite.

    Run it in a folder that holds content/ (or name one with --root). What is wrong with
    the content is told with its file, line and column; the site that stands is replaced
    only by a sound one.
    """


@command.command()
@root_option
@output_option
@strict_option
@format_option
@quiet_option
@clock_option
@cache_option
def build(  # noqa: PLR0913  (an option each)
    *, root: Path, output: str | None, strict: bool, form: str, quiet: bool, clock: str | None,
    cache: Path | None,
) -> None:  # fmt: skip
    """Build the site. Nothing is written unless everything is sound."""
    from broadsheet.pipeline import make  # noqa: PLC0415  (--help must not wait for it)
    from broadsheet.publish import publish  # noqa: PLC0415  (the same)

    target, begun = site_folder(root, output), time.perf_counter()
    with telling(form):
        edition = make(root, moment(clock), cache=cache, tell=teller(quiet=quiet))
        tell_warnings(edition.warnings, form, strict=strict)
        changed = publish(edition.outputs, target, root)
    if not quiet:
        what = f"{edition.pages} pages, {len(edition.outputs)} files"
        done = "written" if changed else "unchanged"
        click.echo(f"{target}: {what}, {done} in {time.perf_counter() - begun:.1f} s")


@command.command()
@root_option
@strict_option
@format_option
@quiet_option
@clock_option
@cache_option
def check(  # noqa: PLR0913  (an option each)
    *, root: Path, strict: bool, form: str, quiet: bool, clock: str | None, cache: Path | None
) -> None:
    """Run every check and write nothing."""
    from broadsheet.pipeline import make  # noqa: PLC0415

    with telling(form):
        edition = make(root, moment(clock), cache=cache)
        tell_warnings(edition.warnings, form, strict=strict)
    if not quiet:
        click.echo(f"{edition.pages} pages are sound{counted(edition.warnings)}.")


@command.command()
@root_option
@output_option
@click.option(
    "--port", "-p", envvar="BROADSHEET_PORT", default=8000, show_default=True,
    type=click.IntRange(1, 65535), help="The port; the next free one is taken.",
)  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@cache_option
def serve(
    *, root: Path, output: str | None, port: int, open_browser: bool, cache: Path | None
) -> None:
    """Build, show the site on 127.0.0.1 and reload the browser on every save."""
    from broadsheet.serve import serve_site  # noqa: PLC0415

    with telling("text"):
        serve_site(
            root, site_folder(root, output), port, open_browser=open_browser,
            tell=lambda told: tell_problems(told, "text"), say=click.echo,
            cache=cache,
        )  # fmt: skip


@command.command()
@root_option
@output_option
@cache_option
def clean(*, root: Path, output: str | None, cache: Path | None) -> None:
    """Remove the built site and the cache; only what Broadsheet wrote."""
    from broadsheet.pipeline import clear_cache  # noqa: PLC0415
    from broadsheet.publish import unpublish  # noqa: PLC0415

    target = site_folder(root, output)
    with telling("text"):
        if unpublish(target, root):
            click.echo(f"{target}: removed")
    clear_cache(root, cache)


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


def teller(*, quiet: bool) -> Any:
    """A line a stage, on a terminal only: a log needs none."""
    show = not quiet and sys.stderr.isatty()

    def tell(stage: str, seconds: float) -> None:
        if show:
            click.echo(f"  {stage:<9} {seconds:6.2f} s", err=True)

    return tell


def counted(problems: Sequence[Problem]) -> str:
    """`, with 2 warnings`, or nothing."""
    count = len(problems)
    return f", with {count} warning{'s' if count > 1 else ''}" if count else ""


def tell_problems(problems: Sequence[Problem], form: str) -> None:
    """Every problem, on standard error for people, on standard output for programs."""
    ordered = in_reading_order(problems)
    if form == "json":
        click.echo(json.dumps([as_record(problem) for problem in ordered], ensure_ascii=False))
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    for problem in ordered:
        console.print(as_text(problem))


def tell_warnings(warnings: Sequence[Problem], form: str, *, strict: bool) -> None:
    """Warnings of a sound site; with --strict they stop it."""
    if strict and warnings:
        raise BuildError(warnings)
    if warnings or form == "json":
        tell_problems(warnings, form)


@contextlib.contextmanager
def telling(form: str) -> Iterator[None]:
    """Tell what is wrong with the content, count it, and leave with the right code."""
    from broadsheet.publish import LockedError  # noqa: PLC0415

    try:
        yield
    except BuildError as error:
        tell_problems(error.problems, form)
        if isinstance(error, LockedError):
            raise SystemExit(LOCKED) from None
        counts = Counter(problem.severity for problem in error.problems)
        told = (f"{n} {word}{'s' if n > 1 else ''}" for word, n in sorted(counts.items()))
        click.echo(f"{' and '.join(told)}: nothing was written.", err=True)
        raise SystemExit(CONTENT_PROBLEMS) from None


def as_record(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    place = problem.location
    return {
        "file": place.file, "line": place.line, "column": place.column, "code": problem.code,
        "severity": problem.severity, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def as_text(problem: Problem) -> Text:
    """A problem for people: the same words as `str(problem)`, coloured where that helps."""
    colour = "bold red" if problem.severity == "error" else "bold yellow"
    text = Text(f"{problem.location}: ", style="bold")
    text.append(f"{problem.severity}[{problem.code}]", style=colour)
    text.append(f": {problem.message}", style="")
    if problem.hint:
        text.append(f"\n  {problem.hint}", style="dim")
    return text


def main(arguments: list[str] | None = None) -> None:
    """Run a command; every way out is an exit code."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        command.main(args=arguments, prog_name="broadsheet", standalone_mode=False)
    except click.exceptions.Abort:
        raise SystemExit(STOPPED) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
    except Exception as error:  # noqa: BLE001  (the last net: an editor never sees a traceback)
        our_own_bug(error)


def our_own_bug(error: Exception) -> None:
    """Say that it is our fault, and what to send us."""
    if os.environ.get("BROADSHEET_TRACEBACK"):
        raise error
    kind = type(error).__name__
    click.echo(f"broadsheet: our own fault, not yours: {kind}: {error}", err=True)
    click.echo("Set BROADSHEET_TRACEBACK=1, run it again and send us what it prints.", err=True)
    raise SystemExit(OUR_BUG)
