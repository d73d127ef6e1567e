"""The command line: `nginx`, the configuration of a web server for this site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from broadsheet.cli.options import clock_option, format_option, moment, root_option
from broadsheet.cli.report import telling

ODD = frozenset("$\"'\\;{}")


@click.command()
@click.option("--folder", required=True, metavar="FOLDER",
              help="Where the site is on the server, such as /srv/site/current.")  # fmt: skip
@root_option
@format_option
@clock_option
def nginx(*, folder: str, root: Path, form: str, clock: str | None) -> None:
    """Print the site of an nginx that serves this one: addresses, headers, compression.

    It holds for every build: what changes with the content stands in the pages.
    """
    from broadsheet.headers import nginx_site  # noqa: PLC0415  (--help must not wait for it)
    from broadsheet.pipeline import read_proofs  # noqa: PLC0415  (the same)

    if not folder.startswith("/") or ODD & set(folder) or not folder.isprintable():
        raise click.UsageError(f"--folder '{folder}' is not a folder such as /srv/site/current")
    with telling(form):
        address = urlsplit(read_proofs(root, moment(clock)).found.site.base_url)
    click.echo(nginx_site(address.hostname or "", address.path or "/", folder), nl=False)
