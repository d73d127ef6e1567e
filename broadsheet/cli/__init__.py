"""The command line. It alone prints and exits; what it does is `pipeline` and `serve`.

Exit codes: 0 sound, 1 content problems, 2 usage, 70 our own bug, 75 another build holds
the lock, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import click

from broadsheet import __version__
from broadsheet.cli.checking import check
from broadsheet.cli.explain import explain
from broadsheet.cli.factcheck import clean_packet, factcheck, release, sign
from broadsheet.cli.geography import geography
from broadsheet.cli.importing import bring_in
from broadsheet.cli.new import new
from broadsheet.cli.options import (
    cache_option,
    clock_option,
    day_of,
    deadline_option,
    format_option,
    moment,
    must_be_to_come,
    output_option,
    quiet_option,
    root_option,
    site_folder,
    strict_option,
)
from broadsheet.cli.publishing import publish
from broadsheet.cli.report import (
    tell_held_back,
    tell_problems,
    tell_warnings,
    teller,
    telling,
)
from broadsheet.cli.rollback import rollback
from broadsheet.cli.schema import schema
from broadsheet.cli.server import nginx

OUR_BUG, STOPPED = 70, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
def command() -> None:
    """Turn a folder of Markdown and YAML into an investigative-story microsite.

    Run it in a folder that holds content/ (or name one with --root). What is wrong with
    the content is told with its file, line and column; the site that stands is replaced
    only by a sound one.
    """


for verb in (
    check,
    publish,
    rollback,
    nginx,
    factcheck,
    sign,
    release,
    explain,
    bring_in,
    geography,
    new,
    schema,
):
    command.add_command(verb)


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
        tell_held_back(edition.held_back)


@command.command()
@root_option
@click.option(
    "--port", "-p", envvar="BROADSHEET_PORT", default=8000, show_default=True,
    type=click.IntRange(1, 65535), help="The port; the next free one is taken.",
)  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@cache_option
def serve(*, root: Path, port: int, open_browser: bool, cache: Path | None) -> None:
    """Show the site on 127.0.0.1 while you write, drafts too, and every save at once.

    A bar at the foot of each page tells what is wrong and leads to the lines to edit. Nothing
    is written into the site: that is what build is for.
    """
    from broadsheet.serve import serve_site  # noqa: PLC0415

    with telling("text"):
        serve_site(
            root, port, open_browser=open_browser,
            tell=lambda told: tell_problems(told, "text"), say=click.echo, cache=cache,
        )  # fmt: skip


@command.command()
@click.argument("agency")
@deadline_option
@root_option
@format_option
@clock_option
def letter(*, agency: str, deadline: str, root: Path, form: str, clock: str | None) -> None:
    """Write the letter to one agency, with everything that the site says about it.

    AGENCY is its id. The letter goes to letters/ as plain text for an email and as HTML to
    print, drafts included, and never into the site. It is yours to send.
    """
    put_letters(root, deadline, form, clock, [agency])


@command.command()
@deadline_option
@root_option
@format_option
@clock_option
def letters(*, deadline: str, root: Path, form: str, clock: str | None) -> None:
    """Write the letter to every agency."""
    put_letters(root, deadline, form, clock, [])


def put_letters(root: Path, deadline: str, form: str, clock: str | None, wanted: list[str]) -> None:
    """Make the letters and put them into letters/."""
    from broadsheet.letters import (  # noqa: PLC0415
        FOLDER,
        make_letters,
        open_folder,
        write_letters,
    )

    day = day_of(deadline)
    with telling(form):
        folder = open_folder(root, moment(clock))
        must_be_to_come(day, folder.today)
        made = make_letters(folder, day, wanted)
    try:
        write_letters(made, root)
    except OSError as error:
        raise click.ClickException(f"{root / FOLDER}: {error.strerror}") from None
    for output in made:
        click.echo(root / output.path)


@command.command()
@root_option
@output_option
@cache_option
def clean(*, root: Path, output: str | None, cache: Path | None) -> None:
    """Remove the built site, the packet and the cache; only what Broadsheet wrote."""
    from broadsheet.pipeline import clear_cache  # noqa: PLC0415
    from broadsheet.publish import unpublish  # noqa: PLC0415

    target = site_folder(root, output)
    with telling("text"):
        if unpublish(target, root):
            click.echo(f"{target}: removed")
        clean_packet(root)
    clear_cache(root, cache)


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
